import Foundation

/// Commands of the system under test's surroundings.
enum Shell {
  /// Runs a command to its end; its output without the last newline, and its exit status.
  static func run(_ command: String, _ arguments: [String] = []) -> (output: String, status: Int32) {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command, "sh"] + arguments
    process.standardOutput = output
    process.standardError = output
    do {
      try process.run()
    } catch {
      return ("\(error)", -1)
    }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    return (text.hasSuffix("\n") ? String(text.dropLast()) : text, process.terminationStatus)
  }

  static let canMount =
    run(
      "d=$(mktemp -d) && mount -t tmpfs -o size=64k tmpfs $d 2>/dev/null; s=$?; umount $d 2>/dev/null; rmdir $d; exit $s"
    ).status == 0
}
