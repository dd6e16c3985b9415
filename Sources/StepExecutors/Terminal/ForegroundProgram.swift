internal import Glibc
internal import Subprocess
internal import SystemPackage

/// A program that a person works with on our own terminal, such as an editor; nothing of ours writes there meanwhile.
package enum ForegroundProgram {
  /// Runs a shell's command line with these words behind it, and waits; the exit status, or nil after a signal.
  ///
  /// The command line is the user's own, such as `$EDITOR`, and may hold options.
  package static func run(_ commandLine: String, _ words: [String]) async throws -> Int? {
    let result = try await Subprocess.run(
      .path("/bin/sh"), arguments: Arguments(["-c", "\(commandLine) \"$@\"", "sh"] + words),
      input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
      output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
      error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
    if case .exited(let status) = result.terminationStatus { return Int(status) }
    return nil
  }
}
