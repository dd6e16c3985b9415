internal import Glibc
internal import Synchronization

/// The terminal that the output goes to, and its keyboard.
final class Terminal: Sendable {
  private static let output = STDOUT_FILENO
  /// The keyboard, also where the input comes from elsewhere; nil without one.
  private let keyboard: Int32?
  /// The keyboard's settings as they were found, while they are changed.
  private let found = Mutex<termios?>(nil)

  /// Nil when the output is no terminal, or when this process runs in the background of it.
  static func ofOutput() -> Terminal? {
    guard isatty(output) == 1 else { return nil }
    let terminal = Terminal()
    return terminal.isForeground ? terminal : nil
  }

  private init() {
    let file = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    keyboard = file >= 0 ? file : nil
  }

  deinit { if let keyboard { close(keyboard) } }

  var hasKeyboard: Bool { keyboard != nil }

  /// A process in the background must neither draw nor touch the settings: the kernel would stop it.
  var isForeground: Bool { keyboard.map { tcgetpgrp($0) == getpgrp() } ?? true }

  var size: ScreenPainter.Size {
    var window = winsize()
    guard ioctl(Self.output, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
      return ScreenPainter.Size(columns: 80, rows: 24)
    }
    return ScreenPainter.Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
  }

  /// Keys come one by one and aren't shown; Ctrl-C still interrupts, Ctrl-Z would halt a recovery unnoticed and doesn't.
  func takeKeyboard(interrupts: Bool) {
    guard let keyboard else { return }
    found.withLock { found in
      var settings = termios()
      guard tcgetattr(keyboard, &settings) == 0 else { return }
      if found == nil { found = settings }
      settings.c_lflag &= ~tcflag_t(interrupts ? ICANON | ECHO : ICANON | ECHO | ISIG)
      withUnsafeMutableBytes(of: &settings.c_cc) { characters in
        // Were it 0, a shell would take it for the end of its input, should this process be killed and leave it so.
        characters[Int(VMIN)] = 1
        characters[Int(VTIME)] = 0
        characters[Int(VSUSP)] = 0
      }
      tcsetattr(keyboard, TCSANOW, &settings)
    }
  }

  /// What was typed meanwhile must not become the shell's next command.
  func giveKeyboardBack() {
    guard let keyboard else { return }
    found.withLock { found in
      guard var settings = found, isForeground else { return }
      tcflush(keyboard, TCIFLUSH)
      tcsetattr(keyboard, TCSANOW, &settings)
      found = nil
    }
  }

  /// The keys that were pressed since the last call; never waits.
  func keys() -> [UInt8] {
    guard let keyboard, found.withLock({ $0 != nil }) else { return [] }
    var request = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, 0) > 0, request.revents & Int16(POLLIN) != 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = bytes.withUnsafeMutableBytes { read(keyboard, $0.baseAddress, $0.count) }
    return count > 0 ? Array(bytes.prefix(count)) : []
  }

  enum Writing { case written, busy, gone }

  /// Writes all or nothing, unless the terminal goes away; busy while a person holds it with Ctrl-S.
  func write(_ text: String) -> Writing {
    var request = pollfd(fd: Self.output, events: Int16(POLLOUT), revents: 0)
    let ready = poll(&request, 1, 0)
    if request.revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0 { return .gone }
    guard ready > 0 else { return .busy }
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(Self.output, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes = bytes.dropFirst(count)
      } else if count < 0 && errno == EAGAIN {
        poll(&request, 1, 100)
      } else if !(count < 0 && errno == EINTR) {
        return .gone
      }
    }
    return .written
  }
}
