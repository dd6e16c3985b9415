internal import ArgumentParser
internal import RunbookModel

/// What is said of a finding.
struct FindingOptions: ParsableArguments {
  @Flag(help: "The note is a finding: something that has to be dealt with, and is carried on until it is closed.")
  var finding = false

  @Option(help: "How bad the finding is: \(Severity.allCases.map(\.rawValue).joined(separator: ", ")).")
  var severity: Severity?

  @Option(help: ArgumentHelp("Who deals with the finding.", valueName: "person"))
  var owner: String?

  @Option(help: ArgumentHelp("Until when, such as 2026-12-01.", valueName: "date"))
  var due: String?

  @Option(help: ArgumentHelp("The risk of this finding is lived with.", valueName: "number"))
  var accept: [Int] = []

  @Option(help: ArgumentHelp("This finding was tried again.", valueName: "number"))
  var retest: [Int] = []

  @Option(help: ArgumentHelp("This finding is gone.", valueName: "number"))
  var close: [Int] = []

  @Option(help: "Why a finding is accepted or closed, or how it was tried again; it is recorded.")
  var reason: String?

  var changesAny: Bool { !accept.isEmpty || !retest.isEmpty || !close.isEmpty }
  var hasTerms: Bool { severity != nil || owner != nil || due != nil }
}

/// Who takes part in a run.
struct PresenceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Somebody is there, such as ruth:sales.", valueName: "person[:roles]"))
  var present: [String] = []

  @Option(help: ArgumentHelp("Somebody has gone.", valueName: "person"))
  var left: [String] = []

  @Option(help: ArgumentHelp("Somebody was expected and did not come.", valueName: "person"))
  var absent: [String] = []

  @Option(help: ArgumentHelp("Somebody is expected.", valueName: "person[:roles]"))
  var planned: [String] = []

  var isEmpty: Bool { present.isEmpty && left.isEmpty && absent.isEmpty && planned.isEmpty }
}
