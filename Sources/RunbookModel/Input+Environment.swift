extension Name where Thing == Input {
  /// The variable by which a script reads the input: `-` can't stand in a variable's name and becomes `_`.
  package var environmentName: String { String(text.map { $0 == "-" ? "_" : $0 }) }
}
