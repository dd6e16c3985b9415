import Foundation
import Testing

/// Every figure of a report is reckoned again by a stranger, from the journal and the plan alone.
@Suite struct RecomputeTests {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "recompute.py").path

  /// The script's word on the newest run: each figure with its lines, and what differs.
  private static func recompute(_ scene: Scene) async throws -> Ended {
    try await scene.shell("python3 -B '\(script)' '\(try scene.run().folder)'").end(within: .seconds(60))
  }

  private static func expectAgreement(_ scene: Scene, knowing figures: [String]) async throws {
    let end = try await recompute(scene)
    #expect(end.exit == 0, "\(end.all.split(separator: "\n").filter { !$0.hasPrefix("step.") }.suffix(30))")
    for figure in figures { #expect(end.out.contains("\(figure) = "), "\(figure) is not among:\n\(end.out)") }
  }

  private static func copy(_ runbooks: String, to scene: Scene) throws {
    let shipped = URL(filePath: #filePath).appending(path: "../../../../runbooks/\(runbooks)").standardized
    try FileManager.default.copyItem(at: shipped, to: URL(filePath: scene.path(runbooks)))
  }

  private static func minutesAgo(_ minutes: Double) -> String {
    Date(timeIntervalSinceNow: -60 * minutes).formatted(.iso8601)
  }

  @Test(.timeLimit(.minutes(2))) func `a drill that passed`() async throws {
    try await Scene.play { scene in
      try Self.copy("hello", to: scene)
      let end = try await scene.halfhour("drill", "hello/hello.yaml")
      #expect(end.exit == 0, "\(end)")
      try await Self.expectAgreement(
        scene,
        knowing: ["prices.rta", "prices.rpa", "run.drillOverhead", "checks.red", "run.duration", "clock.T4"])
    }
  }

  @Test(.timeLimit(.minutes(2))) func `a drill that failed, with allowances, tries, data and money`() async throws {
    try await Scene.play { scene in
      try scene.write(
        "site.yaml",
        """
        site: Test site
        target: { rto: 5m, rpo: 1d, clock: declared }
        allowances: { detect: 3m, decide: 5m, mobilise: 2m }
        services:
          shop: { tier: critical, cost_per_hour: 90.50 EUR }
          mail: { tier: routine, cost_per_hour: 12 GBP }
        """)
      try scene.write(
        "mail.yaml",
        """
        runbook: mail
        service: mail
        restore:
          - { id: load, run: "sleep 0.3; touch \(scene.path("mails"))", size: "1234567", recovery_point: "1790000000" }
        verify:
          - { id: answers, run: "test -e \(scene.path("mails"))", expect: { exit: 0 } }
          - { id: again, run: "true", expect: { exit: 0 }, seen_red: { skip: nothing to see } }
        """)
      try scene.write(
        "shop.yaml",
        """
        runbook: shop
        service: shop
        precheck:
          - id: find
            run: echo "taken_at=$(date -u +%Y-%m-%dT%H:%M:%SZ)" >>"$HALFHOUR_OUTPUT"
            outputs: [taken_at]
        restore:
          - id: load
            run: "[ -e \(scene.path("tried")) ] || { touch \(scene.path("tried")); exit 3; }"
            idempotent: true
            retry: { attempts: 3, delay: 100ms }
            recovery_point: "{{ steps.find.taken_at }}"
            size: "5000000"
        verify:
          - { id: see, run: "test -e \(scene.path("tried"))0", expect: { exit: 0 }, on_failure: continue }
        """)
      try scene.write("both.yaml", "runbook: both\nrecovers: [mail.yaml, shop.yaml]\n")
      let end = try await scene.halfhour("drill", "both.yaml")
      #expect(end.exit == 1, "\(end)")
      try await Self.expectAgreement(
        scene, knowing: ["mail.rta", "mail.rate", "cost.GBP", "shop.rpa", "shop.restored", "step.shop.load.attempts"])
    }
  }

  @Test(.timeLimit(.minutes(2))) func `an incident with people, several sessions and corrected clocks`() async throws {
    try await Scene.play { scene in
      try Self.copy("night", to: scene)
      let made = try await scene.shell("night/prepare \"$HOME/place\" && cp -r place/backup place/spare").end()
      #expect(made.exit == 0, "\(made)")
      let asked = try await scene.halfhour(
        "recover", "night/rebuild.yaml", "--input", "place=\(scene.path("place"))", "--yes", "--severity", "severe",
        "--disrupted-at", Self.minutesAgo(9), environment: ["HALFHOUR_AS": "matthew"])
      #expect(asked.exit == 6, "\(asked)")
      let answers: [[String]] = [
        ["load", "--done", "--reason", "copied by hand"], ["history", "--skip", "--reason", "nobody reads it"],
        ["till-is-off", "--done", "--field", "number=12"],
        ["owners", "--approve", "--as", "ruth"], ["owners", "--approve", "--as", "anna"],
      ]
      for answer in answers {
        let words = ["answer", "last", "rebuild.\(answer[0])"] + answer.dropFirst()
        let end = try await scene.start(words, environment: ["HALFHOUR_AS": "matthew"]).end()
        #expect(end.exit == 0, "\(end)")
        #expect(end.out.contains("--clock data-from=TIME --service prices") == (answer[0] == "load"), "\(end)")
        _ = try await scene.halfhour("resume", "last", environment: ["HALFHOUR_AS": "matthew"])
      }
      let figures = ["prices.rta", "prices.rtaAccepted", "waits.total", "cost.EUR", "clock.T0", "run.sessions"]
      try await Self.expectAgreement(scene, knowing: figures)
      let before = try await Self.recompute(scene).out
      for clock in ["disruption=\(Self.minutesAgo(12))", "declared=\(Self.minutesAgo(10))", "accepted=now"] {
        let of = clock.hasPrefix("accepted") ? ["--service", "prices"] : []
        let noted = try await scene.start(["note", "last", "--clock", clock, "--as", "matthew"] + of).end()
        #expect(noted.exit == 0, "\(noted)")
      }
      try await Self.expectAgreement(scene, knowing: figures + ["clock.T2"])
      #expect(try await Self.recompute(scene).out != before)
      #expect(!before.contains("prices.rpa"), "whoever restored by hand knows how old the data are")
      // An older backup than the disruption, and one that was made minutes after it: within one it may be the same moment.
      for minutes in [30, 10.0] {
        let said = "data-from=\(Self.minutesAgo(minutes))"
        let noted = try await scene.halfhour("note", "last", "--clock", said, "--service", "prices", "--as", "matthew")
        #expect(noted.exit == 0, "\(noted)")
        try await Self.expectAgreement(scene, knowing: figures + ["prices.rpa"])
        let late = try await scene.halfhour("report", "last").out.contains(
          "after the disruption: it may hold the damage")
        #expect(late == (minutes == 10))
      }
    }
  }

  @Test(.timeLimit(.minutes(2))) func `a drill that was killed twice and taken up again`() async throws {
    try await Scene.play { scene in
      let go = scene.path("go")
      let phases = """
        install:
          - { id: one, run: "while [ ! -e \(go)1 ]; do sleep 0.05; done" }
          - { id: two, run: "while [ ! -e \(go)2 ]; do sleep 0.05; done" }
        verify:
          - { id: see, run: "test -e \(go)2", expect: { exit: 0 }, seen_red: { skip: no data } }
        """
      for (number, step) in ["one", "two"].enumerated() {
        let program =
          number == 0 ? try scene.startDrill(phases) : try scene.start(["resume", "last"])
        try await scene.until("\(step) runs") {
          guard let run = scene.runNames.first else { return false }
          let journal = scene.lines("state/runs/\(run)/journal.jsonl")
          return journal.contains { $0.contains("step-started") && $0.contains("shop.\(step)\"") }
        }
        try await program.murder()
        try scene.write("go\(number + 1)", "")
      }
      let end = try await scene.halfhour("resume", "last")
      #expect(end.exit == 3 || end.exit == 0, "\(end)")
      try await Self.expectAgreement(scene, knowing: ["shop.rta", "run.sessions", "step.shop.two.duration"])
      #expect(try await Self.recompute(scene).out.contains("run.sessions = 3 count"))
    }
  }

  @Test(.timeLimit(.minutes(2))) func `a figure that was changed is found in each report`() async throws {
    try await Scene.play { scene in
      try Self.copy("hello", to: scene)
      #expect(try await scene.halfhour("drill", "hello/hello.yaml").exit == 0)
      let folder = "state/runs/\(try scene.run().name)"
      for (file, from, to, fault) in [
        (
          "report.json", "\"id\" : \"steps.done\"", "\"id\" : \"steps.well\"",
          "steps.well is in the report, and not known"
        ),
        ("report.json", "\"number\" : \"5\"", "\"number\" : \"6\"", "and the report says 6 count"),
        ("report.md", "| Steps done | 5 |", "| Steps done | 4 |", "report.md says '4'"),
        (
          "report.html", "<bdi>Steps done</bdi></th><td class=\"number\">5",
          "<bdi>Steps done</bdi></th><td class=\"number\">4", "report.html says '4'"
        ),
      ] {
        let whole = try scene.read("\(folder)/\(file)")
        #expect(whole.contains(from), "\(from) is not in \(file)")
        try scene.write("\(folder)/\(file)", whole.replacingOccurrences(of: from, with: to))
        let end = try await Self.recompute(scene)
        #expect(end.exit == 1 && end.out.contains(fault), "\(end.out.suffix(600))")
        try scene.write("\(folder)/\(file)", whole)
      }
    }
  }
}
