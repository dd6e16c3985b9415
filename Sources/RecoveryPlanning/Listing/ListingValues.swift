internal import Expressions
internal import RunbookModel

/// Fills in what the plan knows; secrets are named, and what only the run finds out is shown as `‹steps.load.rows›`.
struct ListingValues {
  private let inputs: [InputName: String]
  private let addresses: [HostName: String]
  private let mode: RunMode

  init(_ plan: Plan, of runbook: RunbookName) {
    addresses = plan.addresses
    mode = plan.mode
    inputs = plan.runbooks.first { $0.name == runbook }?.inputs ?? [:]
  }

  func fill(_ text: SourceText) -> String {
    guard text.mayHoldNames else { return ListingText.harmless(text.text) }
    let filled = InterpolatedText.parse(text).0.segments.map { segment in
      switch segment {
      case .literal(let literal): literal
      case .name(let name, _): value(of: name)
      }
    }
    return ListingText.harmless(filled.joined())
  }

  private func value(of name: ValueName) -> String {
    switch name {
    case .input(let input): inputs[InputName(input)] ?? "‹\(name)›"
    case .secret(let secret): "[secret \(secret)]"
    case .hostAddress(let host): addresses[HostName(host)] ?? "‹\(name)›"
    case .runMode: mode.rawValue
    case .output, .result, .decision, .captured: "‹\(name)›"
    }
  }
}
