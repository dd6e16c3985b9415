import Glibc

extension Program {
  /// Whether it has ended; its end can still be waited for.
  var isOver: Bool {
    var info = siginfo_t()
    return waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_signo == SIGCHLD
  }
}
