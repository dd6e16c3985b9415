internal import Subprocess
internal import SystemPackage

/// A run of one of the system's own programs, such as `tar` or `ssh-keygen`, that a person waits for.
package struct SystemTool: Sendable {
  /// How it ended, and what it said.
  package struct Ended: Sendable {
    package var status: Int
    package var output: String
    package var errors: String

    package var succeeded: Bool { status == 0 }
    /// Its last line of complaint.
    package var complaint: String {
      errors.split(whereSeparator: \.isNewline).last.map(String.init) ?? "it ended with status \(status)"
    }
  }

  package var words: [String]
  /// What it reads on its standard input; nothing where there is none.
  package var input: String?
  /// What it complains of goes to our own error output as it comes: it may ask for a touch of a key.
  package var speaksForItself = false
  /// Only these variables; nil for all that we have.
  package var environment: [String: String]?

  package init(_ words: [String]) { self.words = words }

  /// Nil where it can't be started, as it isn't installed; a signal counts as a status of 128 and more.
  ///
  /// It belongs to our own process group, so that Ctrl-C ends it, too, and it can ask on our terminal.
  package func run() async -> Ended? {
    do {
      let source = try FileDescriptor.open(FilePath(input ?? "/dev/null"), .readOnly, options: .closeOnExec)
      let variables: Environment =
        if let environment {
          .custom(Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0), $1) }))
        } else {
          .inherit
        }
      if speaksForItself {
        let result = try await Subprocess.run(
          .name(words[0]), arguments: Arguments(Array(words.dropFirst())), environment: variables,
          input: .fileDescriptor(source, closeAfterSpawningProcess: true), output: .string(limit: Self.most),
          error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
        return Ended(status: Self.number(result.terminationStatus), output: result.standardOutput, errors: "")
      }
      let result = try await Subprocess.run(
        .name(words[0]), arguments: Arguments(Array(words.dropFirst())), environment: variables,
        input: .fileDescriptor(source, closeAfterSpawningProcess: true), output: .string(limit: Self.most),
        error: .string(limit: Self.most))
      return Ended(
        status: Self.number(result.terminationStatus), output: result.standardOutput, errors: result.standardError)
    } catch {
      return nil
    }
  }

  private static let most = 1 << 20

  private static func number(_ status: TerminationStatus) -> Int {
    switch status {
    case .exited(let code): Int(code)
    case .signaled(let signal): 128 + Int(signal)
    }
  }
}
