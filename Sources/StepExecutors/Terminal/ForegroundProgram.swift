internal import Glibc

/// A program that a person works with on our own terminal, such as an editor; nothing of ours writes there meanwhile.
///
/// It leads a group of its own, which has the terminal meanwhile: what its keys interrupt or halt is not the run.
package enum ForegroundProgram {
  private static let pollInterval = Duration.milliseconds(20)
  private static let lastWords = Duration.seconds(1)

  /// Runs a shell's command line with these words behind it, and waits; the exit status, or nil after a signal.
  ///
  /// The command line is the user's own, such as `$EDITOR`, and may hold options.
  package static func run(
    _ commandLine: String, _ words: [String], environment: [String: String]
  ) async throws -> Int? {
    let terminal = TerminalLoan()
    let group = try GroupLeader.spawn(
      ["/bin/sh", "-c", script(commandLine), "sh"] + words, environment: environment)
    let status = await end(of: group, on: terminal)
    terminal?.takeBack()
    guard let status, status & 0x7f == 0 else { return nil }
    return Int((status >> 8) & 0xff)
  }

  /// A plain command line takes the shell's place, so that its halts are seen here; else the shell must outlive a Ctrl-C.
  private static func script(_ commandLine: String) -> String {
    let isPlain = commandLine.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: " "):
        true
      default: false
      }
    }
    // It halts until the terminal is its own, as a key pressed before would reach us.
    return "kill -s STOP $$; " + (isPlain ? "exec " : "trap : INT QUIT; ") + commandLine + " \"$@\""
  }

  /// There is no shell that could take up again a program that halts itself, so it goes on at once.
  private static func end(of group: pid_t, on terminal: TerminalLoan?) async -> Int32? {
    var status: Int32 = 0
    var deadline: ContinuousClock.Instant?
    while true {
      let known = waitpid(group, &status, WNOHANG | WUNTRACED)
      if known < 0, errno != EINTR { return nil }
      if known == group {
        guard status & 0xff == 0x7f else { return status }
        terminal?.lend(to: group)
        kill(-group, SIGCONT)
      }
      if Task.isCancelled { close(group, &deadline) }
      do { try await Task.sleep(for: pollInterval) } catch { usleep(20_000) }
    }
  }

  /// An editor that is asked to end keeps what was typed and puts the terminal right; one that doesn't is killed.
  private static func close(_ group: pid_t, _ deadline: inout ContinuousClock.Instant?) {
    guard let known = deadline else {
      deadline = .now + lastWords
      kill(-group, SIGTERM)
      kill(-group, SIGCONT)
      return
    }
    if ContinuousClock.now > known { kill(-group, SIGKILL) }
  }
}
