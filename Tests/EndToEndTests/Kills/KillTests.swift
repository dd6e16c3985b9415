import Foundation
import Testing

/// `kill -9` of halfhour at any instant loses nothing, doubles nothing and leaves nothing.
struct KillTests {
  /// How many kills in all: 200, or as many as `$HALFHOUR_KILLS` says.
  private static let wanted = ProcessInfo.processInfo.environment["HALFHOUR_KILLS"].flatMap { Int($0) } ?? 200

  @Test(.timeLimit(.minutes(30)), arguments: KilledRunbook.all)
  func `a run that is killed at any instant goes on where it was`(runbook: KilledRunbook) async throws {
    let tally = Tally(wanted: (Self.wanted + KilledRunbook.all.count - 1) / KilledRunbook.all.count)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          while let seed = await tally.nextScene() { await tally.add(try await Self.play(runbook, seed)) }
        }
      }
      try await group.waitForAll()
    }
    let (kills, scenes) = await (tally.kills, tally.scenes)
    print("\(runbook.name): \(kills) kills in \(scenes) runs, nothing lost, doubled or left unless said above")
    #expect(await tally.isComplete, "too many runs ended before they were killed")
  }

  /// Plays one run that is killed up to five times; the number of kills that came in time.
  private static func play(_ runbook: KilledRunbook, _ seed: Int) async throws -> Int {
    var kills = 0
    try await Scene.play { scene in
      var chance = SeededChance(seed)
      try runbook.set(scene)
      var acknowledged: [Data] = []
      for _ in 0..<Int.random(in: 2...5, using: &chance) {
        let program = try scene.start(runbook.next(scene))
        try await Task.sleep(for: .milliseconds(Int.random(in: 15...runbook.lasts, using: &chance)))
        guard try await program.murder().wasKilled else { break }
        kills += 1
        acknowledged.append(KilledRunbook.lines(scene))
      }
      let end = try await scene.start(runbook.next(scene)).end()
      try runbook.hold(scene, end, acknowledged, "seed \(seed)")
    }
    return kills
  }
}

/// Counts what came about, and says whether more is wanted.
private actor Tally {
  let wanted: Int
  private(set) var kills = 0
  private(set) var scenes = 0

  init(wanted: Int) { self.wanted = wanted }

  var isComplete: Bool { kills >= wanted }

  func nextScene() -> Int? {
    guard !isComplete, scenes < wanted * 3 else { return nil }
    scenes += 1
    return scenes
  }

  func add(_ count: Int) { kills += count }
}
