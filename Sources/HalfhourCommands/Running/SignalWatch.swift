internal import Dispatch
internal import Glibc

/// Turns signals into calls until it is ended; a closed terminal is ignored, so that a run goes on without one.
///
/// What would halt the process is ignored, too: a run that stands still unnoticed is worse than one that was interrupted.
final class SignalWatch {
  private let sources: [any DispatchSourceSignal]
  private let halting: [(number: Int32, before: sighandler_t?)]

  init(interrupt: @escaping @Sendable () -> Void, terminate: @escaping @Sendable () -> Void) {
    signal(SIGHUP, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    halting = [SIGTSTP, SIGTTIN, SIGTTOU].map { ($0, signal($0, SIG_IGN)) }
    let queue = DispatchQueue(label: "signals")
    sources = [(SIGINT, interrupt), (SIGTERM, terminate)].map { number, action in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler(handler: action)
      source.resume()
      return source
    }
  }

  func end() {
    sources.forEach { $0.cancel() }
    for (number, before) in halting { signal(number, before) }
  }
}
