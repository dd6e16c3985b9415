internal import RunbookModel
internal import Subprocess
internal import SystemPackage

/// Resolves secrets where and when a step needs them, and keeps none.
struct SecretStore: Sendable {
  /// The folder in which the run was started.
  let base: String
  let environment: [String: String]
  /// A command that hasn't given its secret by then is not waited for any longer.
  var patience = Duration.seconds(60)

  /// The largest secret, in bytes.
  static let largest = 64 * 1024

  func value(of secret: Secret, folder: String) async throws(StepProblem) -> String {
    let text: String
    switch secret.source {
    case .file(let path): text = try read(PathText.resolve(path, in: folder), secret.name)
    case .environment(let name):
      guard let value = environment[name] else {
        throw StepProblem("the secret \(secret.name) comes from the variable \(name), which is not set here")
      }
      text = value
    case .command(let command): text = try await output(of: command, secret.name, folder)
    }
    guard SecretRedactor.canHide(text) else {
      throw StepProblem(
        "the secret \(secret.name) has fewer than \(SecretRedactor.shortestSecret) characters, too few to be hidden in a log"
      )
    }
    return text
  }

  private func read(_ path: String, _ name: SecretName) throws(StepProblem) -> String {
    do {
      let file = try FileDescriptor.open(path, .readOnly)
      defer { try? file.close() }
      var bytes = [UInt8](repeating: 0, count: Self.largest + 1)
      let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0) }
      return try text(Array(bytes.prefix(count)), name)
    } catch let problem as StepProblem {
      throw problem
    } catch {
      throw StepProblem("the secret \(name) can't be read from \(path): \(error)")
    }
  }

  private func output(of command: [String], _ name: SecretName, _ folder: String) async throws(StepProblem) -> String {
    guard let program = command.first else { throw StepProblem("the secret \(name) has an empty command") }
    let outcome: Result<ExecutionOutcome, any Error>
    do {
      outcome = .success(try await withDeadline(patience) { try await Self.run(program, command, folder) })
    } catch {
      outcome = .failure(error)
    }
    switch outcome {
    case .failure(let error): throw StepProblem("the secret \(name): \(program) could not be run: \(error)")
    case .success(nil):
      throw StepProblem("the secret \(name): \(program) gave nothing within \(patience.runbookText)")
    case .success(let result?):
      guard result.status else { throw StepProblem("the secret \(name): \(program) failed") }
      return try text(result.output, name)
    }
  }

  private typealias ExecutionOutcome = (status: Bool, output: [UInt8])?

  private static func run(_ program: String, _ command: [String], _ folder: String) async throws -> (Bool, [UInt8]) {
    let executable: Executable =
      program.contains("/") ? .path(FilePath(PathText.resolve(program, in: folder))) : .name(program)
    let result = try await Subprocess.run(
      executable, arguments: Arguments(Array(command.dropFirst())), workingDirectory: FilePath(folder),
      output: .bytes(limit: largest), error: .discarded)
    return (result.terminationStatus.isSuccess, result.standardOutput)
  }

  private func text(_ bytes: [UInt8], _ name: SecretName) throws(StepProblem) -> String {
    guard bytes.count <= Self.largest else {
      throw StepProblem("the secret \(name) has more than \(Self.largest) bytes")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw StepProblem("the secret \(name) is not text in UTF-8")
    }
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}

/// The operation's result, or nil when it took too long; the operation is then cancelled.
private func withDeadline<Value: Sendable>(
  _ limit: Duration, _ operation: @escaping @Sendable () async throws -> Value
) async throws -> Value? {
  try await withThrowingTaskGroup(of: Value?.self) { group in
    group.addTask { try await operation() }
    group.addTask {
      try await Task.sleep(for: limit)
      return nil
    }
    defer { group.cancelAll() }
    return try await group.next() ?? nil
  }
}
