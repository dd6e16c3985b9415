import Foundation
import Testing

/// Questions are answered from another terminal than that of the run.
struct AnswerTests {
  static let people = """
    people:
      ruth: { roles: [sales], contact: "ext. 204" }
      john: { roles: [sales], contact: "ext. 205" }
      amina: { roles: [operator] }
    """

  static let failing = """
    restore:
      - { id: load, on_failure: ask, run: "echo 'createdb: error: database exists' >&2; exit 1" }
    verify:
      - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: no data } }
    """

  static let manual = """
    restore:
      - { id: load, run: "true" }
    verify:
      - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: no data } }
    cutover:
      - id: power
        manual: { do: "Switch the old server off.", fields: { how: text, at: time, photo: file } }
    """

  static let approval = """
    verify:
      - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: no data } }
    accept:
      - id: owner
        approve: { by: sales, count: 2, question: "Is it all there?" }
    """

  private static func begin(_ scene: Scene, _ phases: String) async throws {
    try scene.write("site.yaml", try scene.read("site.yaml") + people)
    let waits = try await scene.drill(phases)
    #expect(waits.exit == 6, "\(waits)")
  }

  @Test(.timeLimit(.minutes(2)))
  func `an answer that is given while nobody has the run in hand takes effect when it is taken up`() async throws {
    try await Scene.play { scene in
      try await Self.begin(scene, Self.failing)
      let list = try await scene.halfhour("answer")
      #expect(list.exit == 0 && list.out.contains("failed: exit 1: createdb: error: database exists"), "\(list)")
      let name = try scene.run().name
      #expect(list.out.contains("    halfhour answer \(name) shop.load --skip --reason \"…\"\n"), "\(list)")
      let without = try await scene.halfhour("answer", "last", "load", "--skip")
      #expect(without.exit == 2 && without.err.contains("needs a --reason"), "\(without)")
      let given = try await scene.halfhour("answer", "last", "load", "--skip", "--reason", "known", "--as", "amina")
      #expect(
        given.exit == 0 && given.out.contains("takes effect when the run is taken up: halfhour resume \(name)"),
        "\(given)")
      let late = try await scene.halfhour("answer", "last", "1", "--retry")
      #expect(late.exit == 2 && late.err.contains("answered already: amina ("), "\(late)")
      #expect(late.err.contains("said: go on without it, because: known"), "\(late)")
      let again = try await scene.halfhour("answer", "last")
      #expect(again.out.contains("go on without it, because: known; it takes effect"), "\(again)")
      let end = try await scene.halfhour("resume", "last")
      #expect(end.exit == 3 && end.out.contains("shop.load  skip, said amina ("), "\(end)")
      #expect(try scene.run().outcomes()["load"] == "skipped")
      let over = try await scene.halfhour("answer", "last", "load", "--retry")
      #expect(over.exit == 2 && over.err.contains("said at") && !over.err.contains("resume"), "\(over)")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a step is edited and tried again, and another input is taken`() async throws {
    try await Scene.play { scene in
      try await Self.begin(
        scene, "inputs: { place: { default: /nowhere, about: where } }\n" + Self.failing)
      try scene.write("edit", "#!/bin/sh\nsed -i 's/exit 1/test $place = \\/there/' \"$1\"\n", executable: true)
      let missing = try await scene.halfhour(
        "answer", "last", "load", "--edit", "--reason", "x", environment: ["EDITOR": "/no/such/ed"])
      #expect(missing.exit == 2 && missing.err.contains("the editor /no/such/ed can't be started"), "\(missing)")
      let edit = try await scene.halfhour(
        "answer", "last", "load", "--edit", "--reason", "it is there", environment: ["EDITOR": scene.path("edit")])
      #expect(edit.exit == 0 && edit.out.contains("try it once more with another text of the step"), "\(edit)")
      let still = try await scene.halfhour("resume", "last")
      #expect(still.exit == 6, "\(still)")
      let wrong = try await scene.halfhour("answer", "last", "load", "--set", "plaice=/there", "--reason", "x")
      #expect(wrong.exit == 2 && wrong.err.contains("no input plaice"), "\(wrong)")
      let input = try await scene.halfhour("answer", "last", "load", "--set", "place=/there", "--reason", "moved")
      #expect(input.exit == 0 && input.out.contains("with place=/there"), "\(input)")
      let end = try await scene.halfhour("resume", "last")
      #expect(end.exit == 3, "\(end)")
      #expect(try scene.run().starts()["load"] == 3)
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `what a manual step asks for is reported with its file, and nothing is kept of a wrong report`() async throws {
    try await Scene.play { scene in
      try await Self.begin(scene, Self.manual)
      try scene.write("pic ture.jpg", "pixels")
      let evidence = try scene.run().folder + "/evidence"
      let wrong: [([String], String)] = [
        (["--field", "how=out", "--field", "at=soon", "--attach", "pic ture.jpg"], "at: soon is no time"),
        (["--field", "how=out", "--field", "at=02:47"], "photo is a file, and is missing"),
        (["--field", "at=02:47", "--attach", "pic ture.jpg"], "how is missing"),
        (["--field", "who=out"], "there is no field who, but how, at, photo"),
        (["--field", "how=out", "--field", "at=02:47", "--attach", "photo=."], "is a folder"),
      ]
      for (words, problem) in wrong {
        let end = try await scene.start(["answer", "last", "power", "--done"] + words).end()
        #expect(end.exit == 2 && end.err.contains(problem), "\(words): \(end)")
      }
      #expect(((try? FileManager.default.contentsOfDirectory(atPath: evidence)) ?? []).isEmpty)
      let given = try await scene.halfhour(
        "answer", "last", "power", "--done", "--field", "how=the plug is out", "--field", "at=02:47", "--attach",
        "pic ture.jpg")
      #expect(given.exit == 0, "\(given)")
      #expect(try scene.read("state/runs/\(scene.run().name)/evidence/pic_ture.jpg") == "pixels")
      let end = try await scene.halfhour("resume", "last")
      #expect(end.exit == 0, "\(end)")
      let answer = try #require(try scene.run().journal().first { $0.entry == "prompt-answered" })
      let fields = try #require(answer.fields["fields"] as? [[String: Any]])
      #expect(fields.map { $0["name"] as? String } == ["how", "at", "photo"])
      #expect((fields[1]["value"] as? String)?.contains("T02:47:00") == true, "\(fields)")
      #expect(fields[2]["value"] as? String == "pic ture.jpg")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `two people with the role approve, one of them while the run is down`() async throws {
    try await Scene.play { scene in
      try await Self.begin(scene, Self.approval)
      for (person, problem) in [
        (nil, "Say who you are"),
        ("amina", "amina does not have the role sales; that is ruth (ext. 204), john (ext. 205)"),
      ] {
        let end = try await scene.start(
          ["answer", "last", "owner", "--approve"] + (person.map { ["--as", $0] } ?? [])
        ).end()
        #expect(end.exit == 2 && end.err.contains(problem), "\(end)")
      }
      let unknown = try await scene.halfhour("answer", "last", "owner", "--approve", "--as", "nobody")
      #expect(unknown.exit == 2 && unknown.err.contains("knows nobody called nobody"), "\(unknown)")
      let first = try await scene.halfhour("answer", "last", "owner", "--approve", environment: ["HALFHOUR_AS": "ruth"])
      #expect(first.exit == 0 && first.out.contains("1 more must approve"), "\(first)")
      let same = try await scene.halfhour("answer", "last", "owner", "--approve", "--as", "ruth")
      #expect(same.exit == 2 && same.err.contains("has approved already, and 2 different people must"), "\(same)")
      let waits = try await scene.halfhour("resume", "last")
      #expect(waits.exit == 6 && waits.out.contains("approved by ruth ("), "\(waits)")
      #expect(waits.out.contains("(1 of 2)") && waits.out.contains("1 has: ruth ("), "\(waits)")
      let second = try await scene.halfhour("answer", "last", "owner", "--approve", "--as", "john")
      #expect(second.exit == 0, "\(second)")
      let end = try await scene.halfhour("resume", "last")
      #expect(end.exit == 0 && end.out.contains("approved by john ("), "\(end)")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `of several processes that answer at once one is taken, and all others hear which`() async throws {
    try await Scene.play { scene in
      for _ in 1...4 {
        let waits = try await scene.drill(Self.failing)
        #expect(waits.exit == 6, "\(waits)")
        let words = ["--retry", "--skip", "--done", "--stop"]
        let processes = try words.map { try scene.start(["answer", "last", "load", $0, "--reason", "mine\($0)"]) }
        var ends: [Ended] = []
        for process in processes { ends.append(try await process.end()) }
        let won = ends.indices.filter { ends[$0].exit == 0 }
        #expect(won.count == 1, "\(ends)")
        for loser in ends where loser.exit != 0 {
          #expect(loser.exit == 2 && loser.err.contains("because: mine\(words[won[0]])"), "\(loser)")
        }
        let stop = try await scene.halfhour("stop", "last")
        #expect(stop.exit == 0, "\(stop)")
        try await scene.halfhour("resume", "last")
      }
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a run that goes on takes an answer at once, and whoever gave it is told`() async throws {
    try await Scene.play { scene in
      try scene.write("site.yaml", try scene.read("site.yaml") + Self.people)
      let run = try scene.startDrill(
        """
        restore:
          - { id: load, on_failure: ask, run: "exit 1" }
          - { id: long, needs: [], run: "while ! test -e '\(scene.folder)/go'; do sleep 0.1; done" }
        """)
      try await scene.until("load asks") { run.out.contains("WAITING FOR A PERSON") }
      let json = try await scene.halfhour("answer", "last", "--format", "json")
      let list = try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [[String: Any]]
      let prompt = try #require(list?.first?["prompt"] as? [String: Any])
      #expect(list?.count == 1 && prompt["step"] as? String == "shop.load", "\(json)")
      #expect((list?.first?["answers"] as? [[String: Any]])?.contains { $0["choice"] as? String == "skip" } == true)
      let given = try await scene.halfhour("answer", "last", "load", "--skip", "--reason", "known")
      // A slow machine may not have taken it yet.
      #expect(
        given.exit == 0 && (given.out.contains("Taken; the run goes on.") || given.out.contains("will be taken")),
        "\(given)")
      #expect(!given.out.contains("resume"), "\(given)")
      try scene.write("go", "")
      let end = try await run.end()
      #expect(end.out.contains("shop.load  skip, said"), "\(end)")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a change or a field that holds a secret is refused and stands nowhere, and who is named is hidden`()
    async throws
  {
    try await Scene.play { scene in
      let secret = "tremendous"
      try scene.write("pw", secret)
      try scene.write("site.yaml", try scene.read("site.yaml") + Self.people)
      let head = """
        secrets: { pw: { file: pw } }
        inputs: { place: { default: /nowhere, about: where } }

        """
      try scene.write(
        "edit", "#!/bin/sh\ngrep -q leak \"$1\" || sed -i 's/exit 1/true leak tremendous/' \"$1\"\n", executable: true)
      let waits = try await scene.drill(head + Self.failing)
      #expect(waits.exit == 6, "\(waits)")
      let edit = try await scene.halfhour(
        "answer", "last", "load", "--edit", "--reason", "x", environment: ["EDITOR": scene.path("edit")])
      #expect(edit.exit == 2 && edit.err.contains("was left as it is"), "\(edit)")
      let set = try await scene.halfhour("answer", "last", "load", "--set", "place=/\(secret)", "--reason", "x")
      #expect(set.exit == 2 && set.err.contains("the new value holds a secret of the run"), "\(set)")
      let note = try await scene.halfhour("note", "last", "--present", "\(secret):sales")
      #expect(note.exit == 0, "\(note)")
      let stop = try await scene.halfhour("answer", "last", "load", "--stop")
      #expect(stop.exit == 0, "\(stop)")
      let end = try await scene.halfhour("resume", "last")
      let named = try await scene.halfhour(
        "recover", "shop.yaml", "--yes", "--disrupted-at", "now", "--declared-at", "now", "--declared-by",
        "of \(secret)",
        "--reported-by", "by \(secret)", "--participant", "\(secret):\(secret)")
      #expect(named.exit == 6, "\(named)")
      #expect(try scene.run().journalText.contains("by [secret pw]"))
      try await SecretSearch(scene: scene, secrets: [secret]).expectNone(edit, set, note, end)
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `an answer that was promised and counts for nothing when the run is taken up is told of`() async throws {
    try await Scene.play { scene in
      let steps = """
        restore:
          - { id: load, needs: [], on_failure: ask, run: "exit 1" }
          - { id: other, needs: [], on_failure: ask, run: "exit 1" }
        """
      try await Self.begin(scene, "inputs: { place: { default: /nowhere, about: where } }\n" + steps)
      for (step, place) in [("load", "/there"), ("other", "/elsewhere")] {
        let given = try await scene.halfhour("answer", "last", step, "--set", "place=\(place)", "--reason", "moved")
        #expect(given.exit == 0, "\(given)")
      }
      let end = try await scene.halfhour("resume", "last")
      #expect(end.exit == 6, "\(end)")
      #expect(end.err.contains("WARNING: the answer of ") && end.err.contains(" changes nothing: "), "\(end)")
      #expect(end.err.contains("place is \"/there\" by now"), "\(end)")
      #expect(try scene.run().starts()["other"] == 1)
    }
  }

  @Test(.timeLimit(.minutes(2)), arguments: [("drill", []), ("recover", ["--yes"])])
  func `a file that finds no room is refused in a drill, and kept in memory in an incident`(
    command: String, more: [String]
  ) async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.manual)
      try await PrivateMounts.with(scene, "mount -t tmpfs -o mode=1777 tmpfs /dev/shm") { mounts in
        let waits = try await mounts.start([command, "shop.yaml"] + more).end()
        #expect(waits.exit == 6, "\(waits)")
        let evidence = try mounts.run().folder + "/evidence"
        try await mounts.shell("mkdir -p '\(evidence)'; mount -t tmpfs -o mode=700,nr_inodes=1 tmpfs '\(evidence)'")
        try scene.write("meter.jpg", "pixels")
        let end = try await mounts.start([
          "answer", "last", "power", "--done", "--field", "how=out", "--field", "at=02:47", "--attach", "meter.jpg",
        ]).end()
        if command == "drill" {
          #expect(end.exit == 2 && end.err.contains("there is no room for it"), "\(end)")
        } else {
          #expect(end.exit == 0 && end.err.contains("is in memory only. Move it before"), "\(end)")
          try await mounts.shell("grep -q pixels /dev/shm/halfhour-evidence-*/*/meter.jpg")
        }
      }
    }
  }
}
