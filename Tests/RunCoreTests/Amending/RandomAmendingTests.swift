import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

/// Runs whose plan changes, whose cleanup fails and which are taken back, killed at every entry.
struct RandomAmendingTests {
  @Test(arguments: 1...16)
  func `whatever is changed and wherever it is killed, a run ends, is clean and is taken back`(seed: UInt64) throws {
    let whole = try check(seed: seed, killAt: nil)
    for entry in 1..<whole { _ = try check(seed: seed, killAt: entry) }
  }

  private func check(seed: UInt64, killAt: Int?) throws -> Int {
    var world = AmendingWorld(seed: seed, killAt: killAt)
    world.play()
    let state = world.machine.state
    let place = "seed \(seed), killed at \(killAt.map(String.init) ?? "no entry")"
    #expect(world.problems == [], "\(place)")
    let refolded = world.fold()
    #expect(refolded.lastSequence == state.lastSequence, "\(place): the journal contradicts itself")
    #expect(refolded.plan == state.plan && refolded.amendments == state.amendments, "\(place)")
    #expect(state.leftOver.isEmpty && state.undoable.isEmpty, "\(place)")
    requireOrderOfUndo(state, place)
    let first = world.journal.firstIndex { if case .runFinished = $0.event { true } else { false } }
    let end = try #require(first)
    let ended = world.journal[end].stamp.uptime.nanoseconds - world.journal[0].stamp.uptime.nanoseconds
    #expect(state.ended?.elapsed == .nanoseconds(ended), "\(place): the end has moved")
    let finished = state.ending.map { $0.verdict != .passed || state.amendments.isEmpty } ?? false
    #expect(finished, "\(place): it simply passed although it was amended")
    return world.journal.count
  }

  /// Within one request, what ended later is taken back earlier.
  private func requireOrderOfUndo(_ state: RunState, _ place: String) {
    guard state.reopenings.count(where: { $0.word.purpose == .undo }) == 1 else { return }
    let undone = state.plan.steps.indices.filter { state.plan.steps[$0].undoes != nil }
      .compactMap { index in state.steps[index].firstStarted.map { (index, $0.elapsed) } }.sorted { $0.1 < $1.1 }
    let ends = undone.compactMap { index, _ in state.plan.steps[index].undoes.flatMap { state[$0]?.ended?.elapsed } }
    #expect(ends == ends.sorted(by: >), "\(place): \(ends)")
  }
}
