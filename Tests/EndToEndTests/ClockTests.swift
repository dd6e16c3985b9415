import Foundation
import Glibc
import Testing

/// Wall clocks that jump, and a halfhour that stands still: times stay true, and the report tells.
///
/// `HALFHOUR_STANDSTILL=60` lets halfhour stand still for so many seconds rather than 7.
struct ClockTests {
  private static let standstill =
    ProcessInfo.processInfo.environment["HALFHOUR_STANDSTILL"].flatMap { Double($0) } ?? 7

  /// What a report says of times, as its JSON has them.
  private struct Report {
    let text: String
    let html: String
    let json: [String: Any]

    init(_ scene: Scene) async throws {
      text = try await scene.halfhour("report", "last").out
      html = try String(contentsOfFile: scene.run().folder + "/report.html", encoding: .utf8)
      let bytes = try await scene.halfhour("report", "last", "--format", "json").out
      let whole = try JSONSerialization.jsonObject(with: Data(bytes.utf8)) as? [String: Any] ?? [:]
      json = whole["summary"] as? [String: Any] ?? [:]
    }

    func irregularities(_ kind: String) -> [[String: Any]] {
      (json["irregularities"] as? [[String: Any]] ?? []).filter {
        ($0["kind"] as? [String: Any])?["kind"] as? String == kind
      }
    }

    func seconds(of step: String) -> Double {
      let steps = json["steps"] as? [[String: Any]] ?? []
      let found = steps.first { ($0["id"] as? String)?.hasSuffix("." + step) ?? false }
      return Self.seconds(found?["duration"])
    }

    var rta: Double { Self.seconds((json["services"] as? [[String: Any]])?.first?["rta"]) }

    /// Reads `1m2.5s`, `250ms` and the like.
    private static func seconds(_ value: Any?) -> Double {
      let units: [String: Double] = [
        "d": 86_400, "h": 3_600, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9,
      ]
      var sum = 0.0
      var number = ""
      var unit = ""
      func add() { sum += (Double(number) ?? .nan) * (units[unit] ?? .nan) }
      for character in value as? String ?? "" {
        if character.isNumber || character == "." {
          if !unit.isEmpty {
            add()
            (number, unit) = ("", "")
          }
          number.append(character)
        } else {
          unit.append(character)
        }
      }
      add()
      return sum
    }
  }

  private static let phases = """
    install:
      - { id: one, run: "true" }
      - { id: wait, run: "touch HERE/begun; while [ ! -e HERE/go ]; do sleep 0.02; done" }
    verify:
      - { id: see, run: "echo seen", expect: { equals: seen }, seen_red: { skip: tried elsewhere } }
    """

  // MARK: - Jumps

  /// halfhour and its jobs see the wall clock of a file; their other clocks are the kernel's.
  private static func inFakeTime(_ scene: Scene, _ offset: String) throws -> ([String], [String: String]) {
    try setClock(scene, offset)
    // faketime's own variable would go before the file; and without the wrapper, which makes what the library shares,
    // the library would move the environment, by which Swift finds its arguments.
    return (
      ["faketime", "-m", "-f", "+0", "/bin/sh", "-c", #"unset FAKETIME; exec "$0" "$@""#],
      [
        "FAKETIME_TIMESTAMP_FILE": scene.path("clock"), "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
      ]
    )
  }

  private static func setClock(_ scene: Scene, _ offset: String) throws {
    try Data("\(offset)\n".utf8).write(to: URL(fileURLWithPath: scene.path("clock")), options: .atomic)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [("+3600s", "1h"), ("-3600s", ""), ("+10s", "10"), ("-86400s", ""), ("+400000000s", "")])
  func `a wall clock that is stepped in the middle changes no duration, and the report tells`(
    offset: String, words: String
  ) async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.phases.replacing("HERE", with: scene.folder))
      let (command, environment) = try Self.inFakeTime(scene, "+0s")
      let began = ContinuousClock.now
      let program = try scene.start(["drill", "shop.yaml"], through: command, environment: environment)
      try await scene.until("the job runs") { scene.exists("begun") }
      try Self.setClock(scene, offset)
      try await Task.sleep(for: .milliseconds(700))
      try scene.write("go", "")
      let end = try await program.end()
      let whole = (ContinuousClock.now - began) / .seconds(1)
      #expect([0, 3].contains(end.exit), "\(end)")
      let report = try await Report(scene)
      #expect((0.6...whole).contains(report.seconds(of: "wait")), "\(report.text)")
      #expect((0.6...whole).contains(report.rta), "\(report.text)")
      #expect(report.irregularities("wall-clock-jumped").count == 1, "\(report.json)")
      #expect(report.text.contains("the wall clock jumped by \(words)"), "\(report.text)")
      #expect(report.html.contains("the wall clock jumped by"))
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["+2s", "+3600s", "-3600s"])
  func `a clock that is stepped while nobody watches does not change what a job took`(offset: String) async throws {
    try await Scene.play { scene in
      // A start that the step of the clock would put before the run's own is not believed anyhow.
      let phases = Self.phases.replacing("HERE", with: scene.folder).replacing("\"true\"", with: "sleep 3")
      try scene.runbook(phases)
      let (command, environment) = try Self.inFakeTime(scene, "+0s")
      let program = try scene.start(["drill", "shop.yaml"], through: command, environment: environment)
      try await scene.until("the job runs") { scene.exists("begun") }
      let began = ContinuousClock.now
      for pid in Processes.all where Processes.arguments(pid).starts(with: Data("\(Halfhour.path)\0drill".utf8)) {
        let isOurs =
          FileManager.default.contents(atPath: "/proc/\(pid)/environ")?
          .range(of: Data("HOME=\(scene.folder)\0".utf8)) != nil
        if isOurs { kill(pid, SIGKILL) }
      }
      _ = try await program.end()
      try Self.setClock(scene, offset)
      try await Task.sleep(for: .milliseconds(400))
      let resumed = try scene.start(["resume", "last"], through: command, environment: environment)
      try await Task.sleep(for: .milliseconds(400))
      try scene.write("go", "")
      let end = try await resumed.end()
      #expect([0, 3].contains(end.exit), "\(end)")
      let took = (ContinuousClock.now - began) / .seconds(1)
      let report = try await Report(scene)
      #expect((0.7...took + 0.5).contains(report.seconds(of: "wait")), "\(report.text)")
      #expect((3.7...took + 4.5).contains(report.rta), "\(report.text)")
      #expect(!report.irregularities("gap-between-sessions").isEmpty)
    }
  }

  // MARK: - Standstills

  @Test(.timeLimit(.minutes(5)), arguments: [true, false])
  func `a halfhour that stood still tells so, and a job keeps its own time`(endsMeanwhile: Bool) async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.phases.replacing("HERE", with: scene.folder))
      let program = try scene.start(["drill", "shop.yaml"])
      let began = ContinuousClock.now
      try await scene.until("the job runs") { scene.exists("begun") }
      program.send(SIGSTOP)
      try await Task.sleep(for: .seconds(1))
      if endsMeanwhile { try scene.write("go", "") }
      let most = (ContinuousClock.now - began) / .seconds(1) + 1
      try await Task.sleep(for: .seconds(Self.standstill - 1))
      program.send(SIGCONT)
      if !endsMeanwhile {
        try await Task.sleep(for: .milliseconds(500))
        try scene.write("go", "")
      }
      let end = try await program.end()
      let whole = (ContinuousClock.now - began) / .seconds(1)
      #expect(end.exit == 0, "\(end)")
      let report = try await Report(scene)
      let took = report.seconds(of: "wait")
      #expect((endsMeanwhile ? 0.9...most : Self.standstill...whole).contains(took), "\(report.text)")
      #expect((Self.standstill - 0.5...whole).contains(report.rta), "the standstill counts: \(report.text)")
      #expect(report.irregularities("stood-still").count == 1, "\(report.json["irregularities"] ?? "")")
      #expect(report.irregularities("end-seen-late").count == (endsMeanwhile ? 1 : 0))
      #expect(report.text.contains("halfhour itself stood still for"), "\(report.text)")
      #expect(report.html.contains("halfhour itself stood still for"))
    }
  }

  /// As when a laptop is closed: nothing of the run goes on, and all of it goes on together.
  @Test(.timeLimit(.minutes(5)))
  func `halfhour and its job stand still together, and the time counts`() async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.phases.replacing("HERE", with: scene.folder))
      let program = try scene.start(["drill", "shop.yaml"])
      try await scene.until("the job runs") { scene.exists("begun") }
      let all = [program.pid] + Processes.ofRun(try scene.run().name)
      all.forEach { kill($0, SIGSTOP) }
      try await Task.sleep(for: .seconds(Self.standstill))
      try scene.write("go", "")
      all.reversed().forEach { kill($0, SIGCONT) }
      let end = try await program.end()
      #expect(end.exit == 0, "\(end)")
      let report = try await Report(scene)
      #expect(report.seconds(of: "wait") >= Self.standstill - 0.1, "\(report.text)")
      #expect(report.rta >= Self.standstill - 0.1, "\(report.text)")
      #expect(report.irregularities("stood-still").count == 1, "\(report.json["irregularities"] ?? "")")
      #expect(scene.exists("go"))
    }
  }
}
