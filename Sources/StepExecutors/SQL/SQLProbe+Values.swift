internal import RunbookModel

extension SQLProbe {
  /// The variables by which values reach the script, and what stands in them.
  var sources: [(name: String, source: SourceText)] {
    let named: [(String, SourceText?)] = [
      (Self.variable("DATABASE"), database), (Self.variable("HOST"), host), (Self.variable("PORT"), port),
      (Self.variable("USER"), user), (Self.variable("PASSWORD"), password),
    ]
    let bound = parameters.enumerated().map { (Self.variable("\($0.offset + 1)"), $0.element) }
    return named.compactMap { name, source in source.map { (name, $0) } } + bound
  }

  static func variable(_ word: String) -> String { "HH_SQL_\(word)" }

  /// The variables with their values; a database's file is found from the runbook's folder where the script runs here.
  func variables(_ values: AttemptValues, folder: String?) throws(StepProblem) -> [NamedValue] {
    var variables: [NamedValue] = []
    for (name, source) in sources {
      var value = try values.fill(source)
      if engine == .sqlite, name == Self.variable("DATABASE"), let folder {
        value = PathText.resolve(value, in: folder)
      }
      let word = name.dropFirst(Self.variable("").count).lowercased()
      let shown = Int(word).map { "parameter \($0)" } ?? "the \(word)"
      guard value.utf8.count <= AttemptValues.largestValue else {
        throw StepProblem("\(shown) has \(value.utf8.count) bytes; \(AttemptValues.largestValue) are allowed")
      }
      guard !value.utf8.contains(0) else {
        throw StepProblem("\(shown) contains a NUL byte, which can't be handed over")
      }
      variables.append(NamedValue(name, value))
    }
    return variables
  }
}
