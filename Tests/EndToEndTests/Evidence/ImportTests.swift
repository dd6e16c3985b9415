import Foundation
import Glibc
import Testing

/// A run of another machine among the records of this one, once, whole, and never gone on with.
struct ImportTests {
  private static let phases = """
    install:
      - { id: move, run: "echo x >>HERE/moved", undo: "echo x >>HERE/undone" }
    verify:
      - { id: see, run: "echo seen", expect: { equals: seen }, seen_red: { skip: no } }
    cleanup:
      - { id: tidy, run: "echo x >>HERE/tidied; exit 1", only: drill }
    """

  private static func begin(_ scene: Scene) async throws {
    try scene.write(
      "site.yaml",
      "site: S\ntarget: { rto: 5m }\nservices:\n  shop: { tier: critical }\npeople:\n  ruth: { roles: [sales] }\n  matthew: { roles: [net] }\n"
    )
    _ = try await scene.drill(phases.replacing("HERE", with: scene.folder))
    #expect(scene.lines("tidied").count == 1)
    #expect(try await scene.halfhour("note", "last", "noted here").exit == 0)
    #expect(try await scene.halfhour("evidence", "export", "last", "-o", "a.tar.gz").exit == 0)
  }

  private static func there(_ scene: Scene, _ words: String...) async throws -> Ended {
    try await scene.start(words, environment: ["HALFHOUR_STATE": scene.path("other")]).end()
  }

  @Test(.timeLimit(.minutes(2)))
  func `an imported run is listed, reported, read and noted, and nothing of it is ever started`() async throws {
    try await Scene.play { scene in
      try await Self.begin(scene)
      let name = try scene.run().name
      let taken = try await Self.there(scene, "evidence", "import", "a.tar.gz")
      #expect(taken.exit == 0 && taken.out.contains("\(name) is taken in"), "\(taken)")
      let twice = try await Self.there(scene, "evidence", "import", "a.tar.gz")
      #expect(twice.exit == 0 && twice.out == "The run \(name) is here already.\n", "\(twice)")
      #expect(try await Self.there(scene, "runs").out.contains(name))
      #expect(try await Self.there(scene, "report", "last").out.contains("noted here"))
      #expect(try await Self.there(scene, "logs", "last", "see").out.contains("seen"))
      for command in [["resume"], ["resume", "last", "--cleanup"], ["resume", "last", "--undo", "--reason", "x"]] {
        let end = try await scene.start(command, environment: ["HALFHOUR_STATE": scene.path("other")]).end()
        #expect(end.exit == 2 && end.err.contains("was imported"), "\(command): \(end)")
      }
      let exec = try await Self.there(scene, "exec", "last", "--reason", "x", "--", "touch", scene.path("executed"))
      #expect(exec.exit != 0 && !scene.exists("executed"), "\(exec)")
      #expect(scene.lines("tidied").count == 1 && !scene.exists("undone"))
      // Words are numbered by files that the other machine wrote: the next one must not be taken for an old one.
      #expect(try await Self.there(scene, "note", "last", "noted there").exit == 0)
      let notes = try await Self.there(scene, "note", "last").out
      #expect(notes.contains("noted here") && notes.contains("noted there"), "\(notes)")
      let modes = try await EvidenceBox(scene: scene, run: name).shell("find other -printf '%y%m\\n' | sort -u")
      #expect(modes == "d700\nf600\n", "\(modes)")
      let rest = try FileManager.default.contentsOfDirectory(atPath: scene.path("other/runs"))
      #expect(rest == [name])
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `of one run the longer record is taken, and two that went apart are both named`() async throws {
    try await Scene.play { scene in
      try await Self.begin(scene)
      let name = try scene.run().name
      #expect(try await Self.there(scene, "evidence", "import", "a.tar.gz").exit == 0)
      #expect(try await Self.there(scene, "report", "last", "--sign-off", "reviewed", "--as", "ruth").exit == 0)
      #expect(try await Self.there(scene, "evidence", "export", "last", "-o", "b.tar.gz").exit == 0)
      let back = try await scene.halfhour("evidence", "import", "b.tar.gz")
      #expect(back.exit == 0 && back.out.contains("2 lines of its journal were added"), "\(back)")
      #expect(try scene.run().journal().last?.entry == "signed-off")
      #expect(try await scene.halfhour("report", "last", "--format", "json").out.contains("\"reviewed\""))
      let older = try await scene.halfhour("evidence", "import", "a.tar.gz")
      #expect(older.exit == 0 && older.out.contains("is here already, with 2 lines more"), "\(older)")
      // Where it was carried out, it still can be gone on with.
      #expect(try await scene.halfhour("resume", "last", "--cleanup").exit != 2)
      #expect(scene.lines("tidied").count == 2)

      #expect(try await Self.there(scene, "note", "last", "there alone").exit == 0)
      #expect(try await Self.there(scene, "evidence", "export", "last", "-o", "c.tar.gz").exit == 0)
      let before = try scene.run().journalBytes()
      let apart = try await scene.halfhour("evidence", "import", "c.tar.gz")
      #expect(apart.exit == 1 && apart.err.contains("neither goes on from the other"), "\(apart)")
      let heads = apart.err.split { !$0.isHexDigit }.filter { $0.count == 64 }
      #expect(Set(heads).count == 2, "\(apart)")
      #expect(try scene.run().journalBytes() == before && scene.runNames == [name])
    }
  }

  /// As whoever wants to say something in others' names would; what the journal has heard may be there or not.
  private static let planting = """
    cd box/*/answers && sed 's/noted here/planted/; s/\\("told" *: *\\)1/\\18/' word-1.json >word-8.json &&
    grep -q planted word-8.json && grep -q 8 word-8.json &&
    sed 's/\\("told" *: *\\)1/\\11/' word-1.json | sed 's/noted here/planted/' >word-7.json
    """

  @Test(.timeLimit(.minutes(2)))
  func `an archive can't put words into anybody's mouth, and keeps nobody from their own`() async throws {
    try await Scene.play { scene in
      try await Self.begin(scene)
      let box = try await EvidenceBox.open(scene)
      try await box.shell(Self.planting)
      try await box.shell("rm box/*/answers/word-1.json")
      try await box.sumAnew()
      try await box.pack()
      #expect(try await Self.there(scene, "evidence", "import", "bad.tar.gz").exit == 0)
      let said = try await Self.there(scene, "note", "last", "noted there")
      #expect(said.exit == 0, "\(said)")
      let notes = try await Self.there(scene, "note", "last").out
      #expect(notes.contains("noted here") && notes.contains("noted there") && !notes.contains("planted"), "\(notes)")
      let names = try await box.shell("ls other/runs/*/answers")
      #expect(names == "imported-word-7.json.txt\nimported-word-8.json.txt\nword-2.json\n", "\(names)")

      #expect(try await Self.there(scene, "evidence", "export", "last", "-o", "b.tar.gz").exit == 0)
      try await box.shell("rm -rf box && mkdir box && tar -xzf b.tar.gz -C box")
      try await box.shell("cp state/runs/*/answers/word-1.json box/*/answers && \(Self.planting)")
      try await box.sumAnew()
      try await box.pack()
      let back = try await scene.halfhour("evidence", "import", "bad.tar.gz")
      #expect(back.exit == 0 && back.out.contains("2 lines of its journal were added"), "\(back)")
      #expect(try await scene.halfhour("note", "last", "and here").exit == 0)
      let all = try await scene.halfhour("note", "last").out
      #expect(all.contains("noted there") && all.contains("and here") && !all.contains("planted"), "\(all)")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `behind a run of ours an archive may add words, and nothing that is done`() async throws {
    try await Scene.play { scene in
      try await Self.begin(scene)
      let box = try await EvidenceBox.open(scene)
      try await box.shell("cp -rp state second")
      #expect(try await Self.there(scene, "evidence", "import", "a.tar.gz").exit == 0)
      let second = ["HALFHOUR_STATE": scene.path("second")]
      let again = try await scene.halfhour("resume", "last", "--cleanup", environment: second)
      #expect(again.exit != 2, "\(again)")
      let export = ["evidence", "export", "last", "-o", "c.tar.gz"]
      #expect(try await scene.start(export, environment: second).end().exit == 0)
      let before = try scene.run().journalBytes()
      let more = try await scene.halfhour("evidence", "import", "c.tar.gz")
      #expect(more.exit == 1 && more.err.contains("more than what people say of a run that is over"), "\(more)")
      #expect(try scene.run().journalBytes() == before)
      // Nobody goes on with what was imported.
      let there = try await Self.there(scene, "evidence", "import", "c.tar.gz")
      #expect(there.exit == 0 && there.out.contains("lines of its journal were added"), "\(there)")

      // Ours was cut before its end.
      try await box.shell(
        "cd state/runs/*/ && sed -i '/\"entry\":\"run-finished\"/,$d' journal.jsonl && ! grep -q run-fin journal.jsonl")
      let cut = try scene.run().journalBytes()
      let over = try await scene.halfhour("evidence", "import", "a.tar.gz")
      #expect(over.exit == 1 && over.err.contains("is here and not over"), "\(over)")
      #expect(try scene.run().journalBytes() == cut)
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a report of an imported run takes no file from a path that the archive names`() async throws {
    try await Scene.play { scene in
      try scene.write("templates/report.md.mustache", "our own text\n")
      try await Self.begin(scene)
      #expect(try await scene.halfhour("report", "last").out.contains("our own text"))
      #expect(try await Self.there(scene, "evidence", "import", "a.tar.gz").exit == 0)
      let report = try await Self.there(scene, "report", "last")
      #expect(
        report.exit == 0 && !report.out.contains("our own text") && report.out.contains("noted here"), "\(report)")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `what can't be read here is not taken in, and said to be that`() async throws {
    try await Scene.play { scene in
      _ = try await scene.drill(Self.phases.replacing("HERE", with: scene.folder))
      var box = try await EvidenceBox.open(scene)
      try await box.shell("cd box/* && jq '.format = 7' manifest.json >x && mv x manifest.json")
      try await box.sumAnew()
      try await box.pack()
      let unknown = try await Self.there(scene, "evidence", "import", "bad.tar.gz")
      #expect(unknown.exit == 1 && unknown.err.contains("its manifest.json is of format 7"), "\(unknown)")

      box = try await EvidenceBox.open(scene)
      try await box.shell(
        """
        cd box/* && old=$(sha256sum <plan/plan.json | cut -c1-64) &&
        jq '.format = 2' plan/plan.json >x && mv x plan/plan.json &&
        sed -i "s/$old/$(sha256sum <plan/plan.json | cut -c1-64)/" journal.jsonl
        """)
      let head = try box.chainAnew()
      try await box.shell(
        "cd box/* && jq '.journalHead = \"\(head)\" | .endHead = \"\(head)\"' manifest.json >x && mv x manifest.json")
      try await box.sumAnew()
      try await box.pack()
      let old = try await Self.there(scene, "evidence", "import", "bad.tar.gz")
      #expect(old.exit == 1 && old.err.contains("a plan of format 2 can't be read here"), "\(old)")
      #expect(!old.err.contains("not all of it holds") && !old.out.contains("FAILS"), "\(old)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: scene.path("other/runs")).isEmpty)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a name that no run has here makes no path`() async throws {
    try await Scene.play { scene in
      _ = try await scene.drill(Self.phases.replacing("HERE", with: scene.folder))
      let box = try await EvidenceBox.open(scene)
      try box.replace("\"run\":\"\(box.run)\"", "\"run\":\"evil\"", in: "journal.jsonl")
      let head = try box.chainAnew()
      try await box.shell(
        """
        cd box/* && jq '.journalHead = "\(head)" | .endHead = "\(head)" | .run = "evil"' manifest.json >x &&
        mv x manifest.json && old=$(jq -r .journalHead report.json) &&
        sed -i "s/$old/\(head)/g; s/\(box.run)/evil/g" report.json && cd .. && mv * evil
        """)
      try await box.shell(
        "cd box && cd evil && find . -type f ! -name 'MANIFEST*' | cut -c3- | LC_ALL=C sort | xargs -d '\\n' sha256sum >MANIFEST.sha256"
      )
      try await box.shell("tar -czf bad.tar.gz -C box evil")
      let end = try await Self.there(scene, "evidence", "import", "bad.tar.gz")
      #expect(end.exit == 2 && end.err.contains("a run can't be called evil"), "\(end)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: scene.path("other/runs")).isEmpty)
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `evidence that doesn't hold is not taken in`() async throws {
    try await Scene.play { scene in
      try await Self.begin(scene)
      let box = try await EvidenceBox.open(scene)
      try box.replace("seen", "scene", in: "logs/shop.see.1.log")
      try await box.pack()
      let end = try await Self.there(scene, "evidence", "import", "bad.tar.gz")
      #expect(end.exit == 1 && end.err.contains("is not taken in") && end.out.contains("logs/shop.see.1.log"), "\(end)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: scene.path("other/runs")).isEmpty)
    }
  }
}
