import Dispatch
import Glibc
import Synchronization

/// Writes to a pipe without waiting for who reads it: what finds no room waits here, in order.
final class PipeWriter: Sendable {
  private struct State {
    var backlog: [UInt8] = []
    var isDraining = false
    var isClosed = false
    var mustClose = false
  }

  private let file: Int32
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "pipe")

  init(_ file: Int32) {
    self.file = file
    _ = fcntl(file, F_SETFL, fcntl(file, F_GETFL) | O_NONBLOCK)
  }

  func write(_ bytes: [UInt8]) {
    let mustDrain = state.withLock { state in
      guard !state.mustClose else { return false }
      var rest = bytes[...]
      if state.backlog.isEmpty { rest = rest.dropFirst(writeSome(rest)) }
      state.backlog += rest
      guard !state.backlog.isEmpty, !state.isDraining else { return false }
      state.isDraining = true
      return true
    }
    if mustDrain { queue.async { [self] in drain() } }
  }

  /// Closes the pipe when all is written, or nobody reads it any more.
  func close() {
    state.withLock { state in
      state.mustClose = true
      closeIfDone(&state)
    }
  }

  private func drain() {
    while true {
      var poll = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
      _ = Glibc.poll(&poll, 1, 1_000)
      let isDone = state.withLock { state in
        let count = writeSome(state.backlog[...])
        state.backlog.removeFirst(count)
        if poll.revents & Int16(POLLERR) != 0 { state.backlog = [] }
        guard state.backlog.isEmpty else { return false }
        state.isDraining = false
        closeIfDone(&state)
        return true
      }
      if isDone { return }
    }
  }

  /// How many bytes found room.
  private func writeSome(_ bytes: ArraySlice<UInt8>) -> Int {
    var done = 0
    while done < bytes.count {
      let count = bytes.dropFirst(done).withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno != EAGAIN { return bytes.count }
      guard count > 0 else { break }
      done += count
    }
    return done
  }

  private func closeIfDone(_ state: inout State) {
    guard state.mustClose, !state.isClosed, !state.isDraining else { return }
    state.isClosed = true
    Glibc.close(file)
  }
}
