internal import RunbookModel
internal import Synchronization

/// What an attempt's log tells of bytes on their way: how many, of how many, how fast.
final class TransferLog: Sendable {
  private struct State {
    var file: LogFile
    var length = 0
    var total: Int?
    var moved = 0
    var everMoved = 0
    /// Bytes that were there already.
    var ahead = 0
    var started = ContinuousClock.now
    var told = ContinuousClock.now
  }

  private let state: Mutex<State>
  private let redactor: SecretRedactor

  init(path: String, redactor: SecretRedactor) {
    state = Mutex(State(file: LogFile(path: path)))
    self.redactor = redactor
  }

  /// The bytes that the log has.
  var bytes: Int { state.withLock { $0.length } }

  /// How many bytes came so far, over all tries.
  var moved: Int { state.withLock { $0.everMoved } }

  /// From now on so many bytes are expected, of which some are there.
  func begin(of total: Int?, ahead: Int = 0) {
    state.withLock { state in
      state.total = total
      state.moved = 0
      state.ahead = ahead
      state.started = .now
      state.told = .now
    }
  }

  /// Counts bytes, and tells of them at most once a second.
  func add(_ count: Int) {
    set { state in
      state.moved += count
      state.everMoved += count
    }
  }

  /// So many bytes have come by now.
  func reach(_ count: Int) {
    set { state in
      guard count > state.moved else { return }
      state.everMoved += count - state.moved
      state.moved = count
    }
  }

  private func set(_ change: (inout State) -> Void) {
    state.withLock { state in
      change(&state)
      let now = ContinuousClock.now
      guard now - state.told >= .seconds(1) else { return }
      state.told = now
      let goal = state.total.map { " of \(ByteText.words($0))" } ?? ""
      append("\(ByteText.words(state.ahead + state.moved))\(goal), \(speed(state, now))", &state)
    }
  }

  /// The last line of a transfer that came to its end.
  func end(_ words: String) {
    state.withLock { state in
      let now = ContinuousClock.now
      let count = ByteText.words(max(state.total ?? 0, state.ahead + state.moved))
      append("\(count) in \(ByteText.seconds(now - state.started)), \(speed(state, now)), \(words)", &state)
    }
  }

  func say(_ words: String) { state.withLock { append(redactor.redacted(words), &$0) } }

  private func speed(_ state: State, _ now: ContinuousClock.Instant) -> String {
    let seconds = max(0.001, Double((now - state.started).nanoseconds) / 1e9)
    return "\(ByteText.words(Int(Double(state.moved) / seconds)))/s"
  }

  private func append(_ line: String, _ state: inout State) {
    do {
      state.length = try state.file.open(length: state.length)
      state.length += try state.file.append(Array("\(line)\n".utf8)[...])
    } catch {
      // A full disk under a log never stops what is logged.
    }
  }

  func close() { state.withLock { $0.file.close() } }
}

/// Numbers of bytes and seconds for a person.
enum ByteText {
  static func words(_ count: Int) -> String {
    guard count >= 1000 else { return "\(count) B" }
    var value = Double(count)
    var unit = 0
    while value >= 999.5, unit < 4 {
      value /= 1000
      unit += 1
    }
    let name = ["B", "kB", "MB", "GB", "TB"][unit]
    return value < 9.95 ? "\(tenths(value)) \(name)" : "\(Int(value.rounded())) \(name)"
  }

  static func seconds(_ duration: Duration) -> String { "\(tenths(Double(duration.nanoseconds) / 1e9)) s" }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
