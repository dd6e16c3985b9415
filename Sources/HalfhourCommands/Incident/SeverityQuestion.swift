internal import RunCore
internal import RunbookModel

/// Asks how bad an incident is; nothing but Enter says the worst, which is what halfhour takes where nobody says.
struct SeverityQuestion {
  var read: () -> String? = { readLine() }

  func ask() throws(CommandFailure) -> Severity {
    Output.line("How bad is it?")
    for (place, severity) in Severity.allCases.enumerated() {
      Output.line("  \(place + 1)  \(severity.rawValue)\(severity.blanks)\(severity.meaning)")
    }
    for _ in 0..<5 {
      Output.text("1 to 4, or Enter for 1: ")
      guard let answer = read() else { break }
      if let severity = Self.severity(answer) { return severity }
      Output.line("That is none of them.")
    }
    throw CommandFailure("nobody said how bad it is, and nothing was started")
  }

  static func severity(_ answer: String) -> Severity? {
    if answer.isEmpty { return .critical }
    if let number = Int(answer), Severity.allCases.indices.contains(number - 1) { return Severity.allCases[number - 1] }
    return Severity(rawValue: answer)
  }
}

extension Severity {
  var meaning: String {
    switch self {
    case .critical: "the business stands still, or data are being lost"
    case .severe: "an important service is down, and there is no way around"
    case .moderate: "the business goes on, slower or by a detour"
    case .trivial: "hardly anybody notices"
    }
  }

  fileprivate var blanks: String { String(repeating: " ", count: max(1, 10 - rawValue.count)) }
}
