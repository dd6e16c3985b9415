import Foundation
import Testing

/// A live recovery goes on although its journal can't be written; after a kill, what it started is found by its job folders.
struct UnwritableKillTests {
  /// One more than the appends that still succeed, and the system call before which the program is killed.
  struct Fault: Sendable, CustomTestStringConvertible {
    var failing: Int
    var call: String
    var what: String

    var testDescription: String { "from append \(failing) on; killed when \(what)" }
  }

  static let faults = [2, 3].flatMap { failing in
    [
      Fault(failing: failing, call: "mkdir", what: "a job is claimed"),
      Fault(failing: failing, call: "pidfd_open", what: "a job has been spawned"),
      Fault(failing: failing, call: "waitid", what: "a job has ended"),
      Fault(failing: failing, call: "write", what: "a job is written down or announced"),
    ]
  }

  @Test(.timeLimit(.minutes(5)), arguments: faults)
  func `what an incident started is found by its job folders`(fault: Fault) async throws {
    // The calls before these make the folders of the run and write the plan.
    let first = ["mkdir": 14, "write": 14][fault.call] ?? 1
    let kills = try await Countdown.with { countdown in
      try await Walk.through(from: first, by: fault.call == "write" ? 3 : 1) { number in
        try await Self.play(countdown, fault, number)
      }
    }
    print("an incident that can't write \(fault.testDescription): \(kills) kills, nothing done twice")
    #expect(kills >= 3)
  }

  /// False when the run ended before it was killed.
  private static func play(_ countdown: Countdown, _ fault: Fault, _ number: Int) async throws -> Bool {
    var wasKilled = false
    try await Scene.play { scene in
      let runbook = KilledRunbook.smallIncident
      try runbook.set(scene)
      let failing = ["-e", "trace=write,fdatasync", "-e", "inject=fdatasync:error=EIO:when=\(fault.failing)+"]
      let program = try countdown.start(
        runbook.command, in: scene, through: Tracing.command(in: scene, failing), before: fault.call, number)
      let first = try await program.end()
      wasKilled = first.wasKilled
      // One that came to its end and could not write that is taken up like one that was killed.
      if !wasKilled { #expect(first.exit == 3 && first.all.contains("WARNING"), "\(first)") }
      // What was not made durable may be on the disk or not.
      if number % 2 == 0 { try lose(scene) }
      let end = try await scene.start(runbook.next(scene)).end()
      try runbook.hold(scene, end, [], "\(fault.call) \(number)")
    }
    return wasKilled
  }

  /// Takes away what was not acknowledged, as a disk does that said so.
  private static func lose(_ scene: Scene) throws {
    guard let run = KilledRunbook.begun(scene) else { return }
    let bytes = try run.journalBytes()
    let kept = max(0, bytes.count - (try Tracing.unacknowledged(in: scene)))
    try bytes.prefix(kept).write(to: URL(fileURLWithPath: run.folder + "/journal.jsonl"))
  }
}
