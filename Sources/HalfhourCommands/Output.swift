internal import Foundation
internal import Glibc

/// Prints to the terminal or wherever the output goes; a reader that has gone away is no reason to stop a recovery.
enum Output {
  static func line(_ text: String = "") { write(text + "\n", to: STDOUT_FILENO) }

  static func error(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  /// Without a newline, for a line that changes.
  static func progress(_ text: String) { write(text, to: STDERR_FILENO) }

  static func text(_ text: String) { write(text, to: STDOUT_FILENO) }

  static func bytes(_ bytes: [UInt8]) { write(bytes[...], to: STDOUT_FILENO) }

  private static func write(_ text: String, to file: Int32) { write(Array(text.utf8)[...], to: file) }

  private static func write(_ bytes: ArraySlice<UInt8>, to file: Int32) {
    var bytes = bytes
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Columns of the terminal; 80 where nobody says.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 else { return 80 }
    return Int(size.ws_col)
  }

  /// Whether somebody can be asked.
  static var hasReader: Bool { isatty(STDIN_FILENO) == 1 }
}
