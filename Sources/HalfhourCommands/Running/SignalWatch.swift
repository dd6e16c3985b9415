internal import Dispatch
internal import Glibc

/// Turns signals into calls until it is ended; a closed terminal is ignored, so that a run goes on without one.
final class SignalWatch {
  private let sources: [any DispatchSourceSignal]

  init(interrupt: @escaping @Sendable () -> Void, terminate: @escaping @Sendable () -> Void) {
    signal(SIGHUP, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    let queue = DispatchQueue(label: "signals")
    sources = [(SIGINT, interrupt), (SIGTERM, terminate)].map { number, action in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler(handler: action)
      source.resume()
      return source
    }
  }

  func end() { sources.forEach { $0.cancel() } }
}
