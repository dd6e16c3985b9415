import Foundation
import Glibc
import Testing

/// `kill -9` right before each system call of a kind, through a whole run, with no help from the program.
struct MomentKillTests {
  /// Every call of the kinds with many calls, too, where `$HALFHOUR_KILLS` asks for a thousand or more.
  private static let isLong =
    ProcessInfo.processInfo.environment["HALFHOUR_KILLS"].flatMap { Int($0) }.map { $0 >= 1_000 } ?? false

  /// Where in a run a kind of system call stands.
  struct Moment: Sendable, CustomTestStringConvertible {
    var call: String
    /// What is about to be done with it, in the order of a run.
    var what: String
    /// At the least so many of them come by in a run of the small runbook.
    var least: Int
    /// Every so many of them in CI.
    var stride = 1

    var testDescription: String { "\(call): \(what)" }
  }

  static let moments = [
    Moment(
      call: "mkdir", what: "a job is claimed behind its intent; its work folder is made before its spawn", least: 18),
    Moment(
      call: "write", what: "lines are appended; a claimed job's script and supervisor are written", least: 35, stride: 3
    ),
    Moment(call: "fdatasync", what: "what was appended is made durable", least: 5),
    Moment(call: "fallocate", what: "room is held for the journal", least: 1),
    Moment(call: "ftruncate", what: "what a disk may not have is cut off", least: 1),
    Moment(call: "pidfd_open", what: "a spawned job is watched", least: 4),
    Moment(call: "waitid", what: "a job's end is seen", least: 4),
    Moment(call: "lseek", what: "a job's outcome is appended behind its end", least: 5),
    Moment(call: "rename", what: "a job folder is taken away, a report takes its place", least: 6),
    Moment(call: "unlink", what: "a job folder is emptied", least: 20, stride: 3),
    Moment(call: "rmdir", what: "a job folder is gone", least: 10),
    Moment(call: "link", what: "the plan and its files take their places", least: 3),
    Moment(call: "fsync", what: "the plan, the folders, the reports are made durable", least: 9),
    Moment(call: "open", what: "a file of the run or a job is opened", least: 60, stride: 6),
  ]

  @Test(.timeLimit(.minutes(10)), arguments: moments)
  func `a run that is killed before a system call goes on where it was`(moment: Moment) async throws {
    let stride = Self.isLong ? 1 : moment.stride
    let kills = try await Countdown.with { countdown in
      try await Walk.through(from: 1, by: stride) { number in
        try await Self.play(countdown, moment.call, number)
      }
    }
    print("before \(moment.testDescription): \(kills) kills, nothing lost, doubled or left unless said above")
    #expect(kills * stride >= moment.least, "its calls were not all found")
  }

  /// Kills a run before its call of this number; false when it ended before that.
  private static func play(_ countdown: Countdown, _ call: String, _ number: Int) async throws -> Bool {
    var wasKilled = false
    try await Scene.play { scene in
      let runbook = KilledRunbook.small
      try runbook.set(scene)
      let first = try await countdown.start(runbook.command, in: scene, before: call, number).end()
      wasKilled = first.wasKilled
      let acknowledged = KilledRunbook.lines(scene)
      guard wasKilled else { return try runbook.hold(scene, first, [acknowledged], "\(call) \(number)") }
      let end = try await scene.start(runbook.next(scene)).end()
      try runbook.hold(scene, end, [acknowledged], "\(call) \(number)")
      try await listed(scene, "\(call) \(number)")
    }
    return wasKilled
  }

  @Test(.timeLimit(.minutes(5)), arguments: ["write", "mkdir", "link", "rename", "lseek"])
  func `a resume that is killed before a system call is resumed`(call: String) async throws {
    let kills = try await Countdown.with { countdown in
      try await Walk.through(from: 1, by: !Self.isLong && call == "write" ? 3 : 1) { number in
        try await Self.playTwice(countdown, call, number)
      }
    }
    print("a resume before \(call): \(kills) kills, nothing lost, doubled or left unless said above")
    #expect(kills >= 1)
  }

  /// Kills a run whose jobs are claimed and not spawned, then its resume; false when that ended before.
  private static func playTwice(_ countdown: Countdown, _ call: String, _ number: Int) async throws -> Bool {
    var wasKilled = false
    try await Scene.play { scene in
      let runbook = KilledRunbook.small
      try runbook.set(scene)
      let unspawned = try await claim(countdown, runbook, scene)
      #expect(unspawned > 0, "no job is claimed and not spawned")
      var acknowledged = [KilledRunbook.lines(scene)]
      wasKilled = try await countdown.start(runbook.next(scene), in: scene, before: call, number).end().wasKilled
      acknowledged.append(KilledRunbook.lines(scene))
      let end = try await scene.start(runbook.next(scene)).end()
      try runbook.hold(scene, end, acknowledged, "\(call) \(number) of the resume")
    }
    return wasKilled
  }

  /// Kills a run when a job is claimed and not spawned; how many such jobs there are.
  private static func claim(_ countdown: Countdown, _ runbook: KilledRunbook, _ scene: Scene) async throws -> Int {
    _ = try await countdown.start(runbook.command, in: scene, before: "mkdir", Self.claimed).end()
    return scene.jobFolders.count { access("\(scene.runtime)/halfhour-\(getuid())/\($0)/log", F_OK) != 0 }
  }

  /// The run's own folders come before, and one job's claim: this mkdir makes its work folder.
  private static let claimed = 15

  /// A run is listed although a kill may have come before its row was written.
  private static func listed(_ scene: Scene, _ what: String) async throws {
    let list = try await scene.halfhour("runs")
    let name = try #require(KilledRunbook.begun(scene)).name
    #expect(list.exit == 0 && list.out.contains { $0.isNewline }, "\(what): \(list)")
    #expect(
      list.out.split(separator: "\n").contains { $0.hasPrefix(name) && $0.contains("passed") }, "\(what): \(list)")
  }
}
