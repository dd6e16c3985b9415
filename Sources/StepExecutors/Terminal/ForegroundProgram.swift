internal import Glibc
internal import SystemPackage

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
    let group = try spawn(["/bin/sh", "-c", script(commandLine), "sh"] + words, environment)
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

  /// By hand, because swift-subprocess tells of ends alone, and the terminal is lent when the program halts.
  private static func spawn(_ words: [String], _ environment: [String: String]) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let command = words.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (command + variables).forEach { free($0) } }
    var pid: pid_t = 0
    let fault = posix_spawn(&pid, words[0], nil, &attributes, command, variables)
    guard fault == 0 else { throw Errno(rawValue: fault) }
    return pid
  }
}
