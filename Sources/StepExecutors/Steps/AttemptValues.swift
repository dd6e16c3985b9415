internal import Expressions
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// The values of one attempt, secrets included, and what hides them again.
struct AttemptValues: Sendable {
  private let known: [ValueName: String]
  private let secrets: [String: String]
  /// The secrets by name, to be hidden in what the attempt prints.
  let namedSecrets: [NamedValue]
  private(set) var redactor: SecretRedactor
  /// The environment of scripts and the names of templates: inputs first, then `with`, which may hide an input.
  let variables: [NamedValue]
  /// Whether a secret stands in any of the variables.
  let holdsSecrets: Bool

  init(
    _ request: AttemptRequest, secrets store: SecretStore, of declared: [Secret], folder: String
  ) async throws(StepProblem) {
    let texts = request.step.step.interpolatedTexts.map { InterpolatedText.parse($0).0 }
    var secrets: [String: String] = [:]
    for case .secret(let name) in texts.flatMap({ $0.names.map(\.name) }) where secrets[name] == nil {
      guard let secret = declared.first(where: { $0.name.text == name }) else {
        throw StepProblem("the secret \(name) is not declared")
      }
      secrets[name] = try await store.value(of: secret, folder: folder)
    }
    known = request.values
    self.secrets = secrets
    namedSecrets = secrets.sorted { $0.key < $1.key }.flatMap(Self.hidden)
    redactor = SecretRedactor(namedSecrets)
    holdsSecrets = !secrets.isEmpty
    var variables = request.inputs.mapKeys(\.environmentName)
    for value in request.step.step.with {
      variables[value.name] = try Self.fill(value.value, known: request.values, secrets: secrets)
    }
    for (name, value) in variables { try Self.check(name, value) }
    self.variables = variables.sorted { $0.key < $1.key }.map { NamedValue($0.key, $0.value) }
  }

  /// What is hidden of a secret: all of it, and each line of one that has several, such as a private key.
  static func hidden(_ name: String, _ value: String) -> [NamedValue] {
    let lines = value.split(whereSeparator: \.isNewline).map { $0.drop { $0.isWhitespace } }
    return [NamedValue(name, value)] + (lines.count > 1 ? lines.map { NamedValue(name, String($0)) } : [])
  }

  /// A text with its values.
  func fill(_ source: SourceText) throws(StepProblem) -> String {
    try Self.fill(source, known: known, secrets: secrets)
  }

  /// A text of a request, with what the step took from the answers before it.
  func fill(_ source: SourceText, captured: [String: String]) throws(StepProblem) -> String {
    var known = known
    for (name, value) in captured { known[.captured(name)] = value }
    return try Self.fill(source, known: known, secrets: secrets)
  }

  /// The same, which also hides what was captured on the way.
  func hiding(_ captured: [String: String]) -> AttemptValues {
    guard !captured.isEmpty else { return self }
    var values = self
    let marked = captured.sorted { $0.key < $1.key }.map { NamedValue("captured \($0.key)", $0.value) }
    values.redactor = SecretRedactor(namedSecrets + marked)
    return values
  }

  private static func fill(
    _ source: SourceText, known: [ValueName: String], secrets: [String: String]
  ) throws(StepProblem) -> String {
    do {
      return try InterpolatedText.parse(source).0.evaluate { name in
        if case .secret(let secret) = name { secrets[secret] } else { known[name] }
      }
    } catch {
      throw StepProblem("\(error)")
    }
  }

  /// The most that one value may take, in bytes; Linux refuses more in an environment (MAX_ARG_STRLEN is 131,072).
  static let largestValue = 128_000

  private static func check(_ name: String, _ value: String) throws(StepProblem) {
    guard value.utf8.count <= largestValue else {
      throw StepProblem(
        "the value \(name) has \(value.utf8.count) bytes; \(largestValue) are allowed: put it in a file")
    }
    guard !value.utf8.contains(0) else {
      throw StepProblem("the value \(name) contains a NUL byte, which no environment variable can hold")
    }
  }
}

extension Dictionary where Key == InputName, Value == String {
  fileprivate func mapKeys(_ transform: (InputName) -> String) -> [String: String] {
    Dictionary<String, String>(map { (transform($0.key), $0.value) }) { first, _ in first }
  }
}
