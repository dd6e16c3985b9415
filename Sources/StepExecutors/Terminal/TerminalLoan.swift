internal import Glibc

/// The terminal that this process has, lent to a group of other processes and taken back as it was.
final class TerminalLoan {
  private let terminal: Int32
  private var settings = termios()
  private let hasSettings: Bool
  private var isLent = false

  /// Nil where this process has none.
  init?() {
    terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else { return nil }
    hasSettings = tcgetattr(terminal, &settings) == 0
  }

  deinit { if terminal >= 0 { close(terminal) } }

  /// Does nothing while it isn't ours to lend: somebody else is in the foreground.
  func lend(to group: pid_t) {
    guard tcgetpgrp(terminal) == getpgrp() else { return }
    isLent = unhalted { tcsetpgrp(terminal, group) == 0 }
  }

  func takeBack() {
    guard isLent else { return }
    isLent = false
    unhalted {
      tcsetpgrp(terminal, getpgrp())
      if hasSettings { tcsetattr(terminal, TCSANOW, &settings) }
    }
  }

  /// The kernel halts whoever changes a terminal from the background, unless the signal for it is blocked.
  @discardableResult
  private func unhalted<Result>(_ work: () -> Result) -> Result {
    var halt = sigset_t()
    sigemptyset(&halt)
    sigaddset(&halt, SIGTTOU)
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, &halt, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return work()
  }
}
