internal import Subprocess
internal import SystemPackage

/// One short run of a program of this machine, to hear what it says.
enum ToolRun {
  /// Its standard output and error; nil where it can't be started or says too much.
  static func output(_ command: [String]) async -> (succeeded: Bool, output: String, errors: String)? {
    do {
      let result = try await Subprocess.run(
        .name(command[0]), arguments: Arguments(Array(command.dropFirst())), input: .none,
        output: .string(limit: 1 << 20), error: .string(limit: 1 << 16))
      return (result.terminationStatus.isSuccess, result.standardOutput, result.standardError)
    } catch {
      return nil
    }
  }
}
