internal import RunCore
internal import RunbookModel

/// Which of several ways is taken: as said on the command line, or by number or name on the terminal.
struct RecoveryChoice {
  /// In the order in which they were shown.
  let options: [RecoveryOption]
  let service: ServiceName
  var canAsk: Bool
  var read: () -> String? = { readLine() }

  private var readable: [RecoveryOption] { options.filter { $0.name != nil } }

  func choose(_ name: String?) throws(CommandFailure) -> RecoveryOption {
    if let name {
      guard let option = option(name) else {
        throw CommandFailure("\(service) has no runbook \(name), but \(names)")
      }
      return option
    }
    guard let first = readable.first else {
      throw CommandFailure("no runbook of \(service) can be read: halfhour check \(options.first?.path ?? "")")
    }
    if readable.count == 1 { return first }
    guard canAsk else {
      throw CommandFailure("\(service) has several runbooks: \(names). Say which: --runbook NAME")
    }
    return try ask()
  }

  private func ask() throws(CommandFailure) -> RecoveryOption {
    for _ in 0..<Self.mostTries {
      Output.text("Which? Its number or name, or nothing to leave: ")
      guard let answer = read(), !answer.isEmpty else { break }
      if let number = Int(answer), options.indices.contains(number - 1), options[number - 1].name != nil {
        return options[number - 1]
      }
      if let option = option(answer) { return option }
      Output.line("That is none of them.")
    }
    throw CommandFailure("nothing was chosen, and nothing was started")
  }

  private func option(_ name: String) -> RecoveryOption? {
    readable.first { $0.name == name || $0.path == name || PathText.name(of: $0.path) == name }
  }

  private var names: String { readable.compactMap(\.name).joined(separator: ", ") }

  private static let mostTries = 5
}
