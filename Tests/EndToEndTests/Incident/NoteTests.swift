import Foundation
import Testing

/// `halfhour note`, while a run goes on, waits, or is over.
struct NoteTests {
  private static func prepare(_ scene: Scene, load: String = "true") throws {
    try scene.write(
      "site.yaml",
      """
      site: Test site
      target: { rto: 30m, rpo: none }
      services:
        shop: { tier: critical }
      people:
        matthew: { roles: [operator] }
        ruth: { roles: [sales] }
      """)
    try scene.write(
      "shop.yaml",
      """
      runbook: shop
      service: shop
      secrets: { word: { env: SECRET_WORD } }
      restore:
        - { id: load, run: "\(load)" }
      verify:
        - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: no data } }
      """)
  }

  private static let environment = ["SECRET_WORD": "tremendous"]

  private static func count(_ kind: String, _ scene: Scene) throws -> Int {
    try scene.run().journalText.components(separatedBy: "\"entry\":\"\(kind)\"").count - 1
  }

  @Test(.timeLimit(.minutes(1)))
  func `while a run goes on, its process takes notes in and numbers them`() async throws {
    try await Scene.play { scene in
      try Self.prepare(scene, load: "while [ ! -e \(scene.path("go")) ]; do sleep 0.1; done")
      let run = try scene.start(["drill", "shop.yaml"], environment: Self.environment)
      try await scene.until("it runs") {
        guard let run = try? scene.run(), FileManager.default.fileExists(atPath: run.folder + "/journal.jsonl") else {
          return false
        }
        return try Self.count("step-started", scene) == 1
      }
      async let one = scene.halfhour("note", "last", "the UPS beeps", environment: Self.environment)
      async let other = scene.halfhour(
        "note", "last", "--finding", "--owner", "ruth", "no vault; tremendous", environment: Self.environment)
      let ends = try await [one, other]
      #expect(ends.allSatisfy { $0.exit == 0 }, "\(ends)")
      #expect(Set(ends.map { $0.out.contains("2 is written down") }) == [true, false], "\(ends)")
      #expect(try Self.count("noted", scene) == 2)
      #expect(try Self.count("session-opened", scene) == 1, "nobody else took the run in hand")
      #expect(!(try scene.run().journalText.contains("tremendous")), "a secret stays secret")
      async let first = scene.halfhour("note", "last", "--close", "1", environment: Self.environment)
      async let second = scene.halfhour("note", "last", "--close", "1", environment: Self.environment)
      async let third = scene.halfhour("note", "last", "--close", "2", environment: Self.environment)
      let closed = try await [first, second, third]
      // Only one of the two notes is a finding.
      #expect(closed.map(\.exit).sorted() == [0, 2, 2], "\(closed)")
      #expect(!closed.contains { $0.out.contains("lies ready") }, "\(closed)")
      try scene.write("go", "")
      #expect(try await run.end().exit == 0)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `while a run waits for a person, a note starts nothing of it`() async throws {
    try await Scene.play { scene in
      try Self.prepare(scene, load: "echo x >> \(scene.path("tries")); false")
      let end = try await scene.halfhour(
        "recover", "shop.yaml", "--yes", "--disrupted-at", "now", environment: Self.environment)
      #expect(end.exit == 6, "\(end)")
      let noted = try await scene.halfhour(
        "note", "last", "waiting for Ruth", "--present", "ruth", "--as", "matthew", environment: Self.environment)
      #expect(noted.exit == 0, "\(noted)")
      #expect(noted.out.contains("Note 1 is written down.") && noted.out.contains("ruth is recorded as present."))
      #expect(scene.lines("tries") == ["x"])
      let resumed = try await scene.halfhour(
        "resume", "last", "--skip", "shop.load", "--reason", "loaded already", environment: Self.environment)
      #expect(resumed.exit == 3, "\(resumed)")
      #expect(try Self.count("noted", scene) == 1, "the note lies in the answers, and is taken once")
      #expect(try Self.count("participant-noted", scene) == 1)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a finding goes on into the next drill until it is closed in its own run`() async throws {
    try await Scene.play { scene in
      try Self.prepare(scene)
      func halfhour(_ words: String...) async throws -> Ended {
        try await scene.start(words, environment: Self.environment).end()
      }
      #expect(try await halfhour("drill", "shop.yaml").exit == 0)
      let first = try #require(scene.runNames.first)
      let found = try await halfhour(
        "note", "last", "--finding", "--severity", "severe", "--due", "2026-01-31", "no vault")
      #expect(found.out == "Finding 1 is written down: severe, until 2026-01-31.\n", "\(found)")
      let list = try await halfhour("note", "--findings")
      #expect(list.out.contains("severe") && list.out.contains("2026-01-31 OVERDUE"), "\(list)")

      #expect(try await halfhour("drill", "shop.yaml").exit == 0)
      let second = try #require(scene.runNames.last)
      #expect(try scene.run().journalText.split(separator: "\n")[0].contains(#""carried":[{"note":{"#))
      let carried = try await halfhour("note", second)
      let words = carried.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains("\(first) 1 open, severe, for nobody yet, until 2026-01-31: no vault"), "\(carried)")
      #expect(try await halfhour("note", second, "--close", "1").err.contains("has no finding 1, and none at all"))

      let report = "\(scene.state)/runs/\(first)/report.json"
      let closed = try await halfhour("note", first, "--close", "1", "--reason", "filled every night")
      #expect(closed.out == "Finding 1 is closed: filled every night\n", "\(closed)")
      #expect(
        try String(contentsOfFile: report, encoding: .utf8).contains("filled every night"), "reports are made anew")
      #expect(try await halfhour("note", first, "--accept", "1").err.contains("finding 1 is closed"))
      #expect(try await halfhour("note", "--findings").out == "No finding is open.\n")
      #expect(try await halfhour("drill", "shop.yaml").exit == 0)
      #expect(!(try scene.run().journalText.contains("carried")))
      #expect(try await halfhour("runs", "--reindex").exit == 0)
      #expect(try await halfhour("note", "--findings").out == "No finding is open.\n")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a corrected clock changes the verdict of a run that is over, and the old value stays`() async throws {
    try await Scene.play { scene in
      try Self.prepare(scene)
      func halfhour(_ words: String...) async throws -> Ended {
        try await scene.start(words, environment: Self.environment).end()
      }
      #expect(try await halfhour("recover", "shop.yaml", "--yes", "--disrupted-at", "now").exit == 0)
      let set = try await halfhour("note", "last", "--clock", "disruption=yesterday 00:00")
      #expect(set.out.contains("down since yesterday 00:00"), "\(set)")
      #expect(set.out.contains("which stays in the record"), "\(set)")
      #expect(set.out.contains(#"verdict was "passed" and is now "recovered, target missed""#), "\(set)")
      let list = try await halfhour("runs")
      #expect(list.out.contains("recovered, target missed"), "\(list)")
      let unknown = try await halfhour("note", "last", "--clock", "disruption=unknown", "--clock", "accepted=now")
      #expect(unknown.out.contains("nobody knows when it went down"), "\(unknown)")
      #expect(unknown.out.contains("shop: accepted at"), "\(unknown)")
      let declared = try await halfhour("note", "last", "--clock", "declared=now", "--declared-by", "Ruth Smith")
      #expect(declared.exit == 0, "\(declared)")
      #expect(try await halfhour("note", "last").out.contains(", by Ruth Smith — said by"))
      let history = try await halfhour("note", "last", "--format", "json").out
      #expect(history.components(separatedBy: #""clock" : "disruption""#).count == 4, "\(history)")
    }
  }

  @Test(arguments: [
    (["--clock", "disruption=2099-01-01T00:00Z"], "is in the future"),
    (["--clock", "detected=2026-01-01T00:00Z"], "a drill reckons detected from its own start"),
    (["--clock", "accepted=2026-01-01T00:00Z"], "accepted can't have been at 2026-01-01T00:00"),
    (["--clock", "lunch=12:00"], "there is no clock lunch"), (["--clock", "accepted"], "write it as accepted=10:40"),
    (["--clock", "accepted=now", "--service", "other"], "the run recovers no service other, but shop"),
    (["--clock", "data-from=2026-01-01T00:00Z", "--service", "other"], "the run recovers no service other, but shop"),
    (["--clock", "data-from=2099-01-01T00:00Z"], "is in the future"),
    (["--clock", "disruption=now", "--service", "shop"], "a drill reckons disruption"),
    (["--clock", "accepted=now", "--clock", "accepted=now"], "accepted is given twice"),
    (["--clock", "detected=now", "--declared-by", "ruth"], "--declared-by goes with --clock declared="),
    (["--clock", "declared=now", "--declared-by", " "], "--declared-by is empty"),
    (["--close", "1"], "the run has no finding 1"),
    (["--finding", "x", "--due", "2026-02-30"], "no day of the calendar"),
    (["--finding", "x", "--owner", "nobody"], "the site knows nobody called nobody"), ([" "], "the note is empty"),
    (["--finding"], "a finding needs a text"), (["x", "--owner", "ruth"], "say --finding, too"),
    (["x", "--reason", "y"], "--reason goes with"), (["x", "--findings"], "notes nothing"),
    (["--present", ""], "write it as ruth"),
    (["--clock", "disruption=2026-03-29T02:30"], "did not exist on that day"),
  ])
  func `what can't be meant is refused before anything is written`(words: [String], message: String) async throws {
    try await Scene.play { scene in
      try Self.prepare(scene)
      let environment = Self.environment.merging(["TZ": "CET-1CEST,M3.5.0,M10.5.0/3"]) { $1 }
      _ = try await scene.halfhour("drill", "shop.yaml", environment: environment)
      let before = try scene.run().journalText
      let end = try await scene.start(["note", "last"] + words, environment: environment).end()
      #expect(end.exit == 2, "\(end)")
      #expect(end.err.contains(message), "\(end)")
      #expect(try scene.run().journalText == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: scene.run().folder + "/answers").isEmpty)
    }
  }
}

extension RunOnDisk {
  /// The journal as text.
  var journalText: String { get throws { String(decoding: try journalBytes(), as: UTF8.self) } }
}
