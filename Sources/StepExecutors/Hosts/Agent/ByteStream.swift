internal import Foundation
internal import Synchronization

/// Bytes that come as they come, taken in portions of a known size by one reader at a time.
final class ByteStream: Sendable {
  private struct State {
    var bytes: [UInt8] = []
    var wanted = 0
    var waiter: CheckedContinuation<[UInt8]?, Never>?
    var isOver = false
  }

  private let state = Mutex(State())

  /// Takes all that a descriptor gives, on a thread of its own.
  func fill(from file: Int32) {
    Thread.detachNewThread { [self] in
      DescriptorReader.read(file) { add(Array($0)) }
      finish()
    }
  }

  func add(_ bytes: [UInt8]) {
    resume { $0.bytes += bytes }
  }

  private func finish() {
    resume { $0.isOver = true }
  }

  private func resume(after change: (inout State) -> Void) {
    let (waiter, portion) = state.withLock { state -> (CheckedContinuation<[UInt8]?, Never>?, [UInt8]?) in
      change(&state)
      guard state.waiter != nil, let portion = Self.portion(of: &state) else { return (nil, nil) }
      return (state.waiter.take(), portion)
    }
    waiter?.resume(returning: portion)
  }

  /// What was asked for; an inner nil tells that it will never come.
  private static func portion(of state: inout State) -> [UInt8]?? {
    if state.bytes.count >= state.wanted {
      let portion = Array(state.bytes.prefix(state.wanted))
      state.bytes.removeFirst(state.wanted)
      return .some(portion)
    }
    return state.isOver ? .some(nil) : nil
  }

  /// So many bytes; nil where the stream ends before.
  func next(_ count: Int) async -> [UInt8]? {
    await withCheckedContinuation { continuation in
      let portion: [UInt8]?? = state.withLock { state in
        state.wanted = count
        if let portion = Self.portion(of: &state) { return portion }
        state.waiter = continuation
        return nil
      }
      if let portion { continuation.resume(returning: portion) }
    }
  }

  /// Drops all up to the first line that is this one; false where it never comes.
  func skip(past line: String) async -> Bool {
    let mark = Array("\(line)\n".utf8)
    var last: [UInt8] = []
    while let byte = await next(1) {
      last = last.suffix(mark.count - 1) + byte
      if last == mark { return true }
    }
    return false
  }

  /// What came and was not taken.
  var rest: String { state.withLock { String(decoding: $0.bytes.suffix(2_000), as: UTF8.self) } }
}
