internal import Foundation

/// A file that a person asked for; it appears whole or not at all.
enum OutputFile {
  static func write(_ text: String, to path: String) throws(CommandFailure) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandFailure("\(path) can't be written: \(error.localizedDescription)", status: ExitStatus.failure)
    }
  }
}
