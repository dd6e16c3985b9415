internal import Foundation

/// A file that a person asked for; it appears whole or not at all.
enum OutputFile {
  static func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandFailure("\(path) can't be written: \(error.localizedDescription)", status: ExitStatus.failure)
    }
  }
}
