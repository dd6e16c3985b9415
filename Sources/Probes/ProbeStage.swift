internal import RunbookModel
internal import Synchronization

/// How far a probe has come, to be told when its time is over.
package final class ProbeStage: Sendable {
  private struct State {
    /// With whom it speaks.
    var place = ""
    var done: [String] = []
    /// What it waits for.
    var missing = "nothing was begun"
  }

  private let state = Mutex(State())

  package init() {}

  /// It turns to another server.
  func begin(_ place: String, missing: String) {
    state.withLock { $0 = State(place: place, missing: missing) }
  }

  func reach(_ done: String, missing: String) {
    state.withLock { state in
      state.done.append(done)
      state.missing = missing
    }
  }

  /// It does more of what it waits for.
  func wait(for missing: String) { state.withLock { $0.missing = missing } }

  package func words(after time: Duration) -> String {
    state.withLock { state in
      let way = state.done.isEmpty ? "" : state.done.joined(separator: ", ") + ", "
      let place = state.place.isEmpty ? "" : "\(state.place): "
      return "\(place)\(way)\(state.missing) within \(time.roundedText)"
    }
  }
}
