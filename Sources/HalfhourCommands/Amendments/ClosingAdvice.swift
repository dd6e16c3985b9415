internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What can still be done once a run is over, and the command for it.
enum ClosingAdvice {
  static func lines(_ state: RunState, _ run: RunID) -> [String] {
    var lines: [String] = []
    if !state.leftOver.isEmpty {
      lines.append("Something may be left over. Clean up until nothing is: halfhour resume --cleanup \(run)")
    }
    let undoable = state.undoable
    if !undoable.isEmpty, mayWant(state) {
      let steps = undoable.map(\.description).joined(separator: ", ")
      lines.append("Can be taken back, the latest first: \(steps). On request alone: halfhour resume --undo \(run)")
    }
    return lines
  }

  /// After a recovery that went well nobody should be led to take it back.
  private static func mayWant(_ state: RunState) -> Bool {
    let isAsked = state.reopenings.contains { $0.word.purpose == .undo }
    guard state.plan.mode == .incident || isAsked else { return false }
    return isAsked || state.ending?.verdict == .stopped || state.ending?.verdict == .failed
  }
}
