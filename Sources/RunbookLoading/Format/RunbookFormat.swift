internal import RunbookModel

/// The keys of a runbook file.
enum RunbookFormat {
  static let runbook = MappingFormat(
    name: "a runbook",
    keys: [
      KeyFormat(
        "runbook", .text(.name), required: true, "The runbook's name, by which others and reports refer to it."),
      KeyFormat("title", .text(.words), "What it does, in one line; its name without it."),
      KeyFormat("service", .text(.name), "The service that it brings back."),
      KeyFormat("strategy", .choice(Runbook.Strategy.allCases.map(\.rawValue)), "How the service comes back; rebuild."),
      KeyFormat("purpose", .text(.words), "For the record: what a run is to show."),
      KeyFormat("scenario", .text(.words), "For the record: what is supposed to have happened."),
      KeyFormat("scope", .text(.words), "For the record: what is recovered."),
      KeyFormat("exclusions", .oneOrMany(.text(.words)), "For the record: what is left out."),
      KeyFormat("risk", .text(.words), "What it may do to data that survived; told before a live recovery."),
      KeyFormat(
        "inputs", .table(names: .name, of: .optional(.mapping(input))), "Values that are given when a run starts."),
      KeyFormat("secrets", .table(names: .name, of: .mapping(secret)), "Values that are never shown or stored."),
      KeyFormat("recovers", .list(of: .text(.path)), "Makes a set: the runbooks that one run executes side by side."),
    ] + Phase.allCases.map { KeyFormat($0.rawValue, .list(of: .mapping(StepFormat.step)), about($0)) } + [
      KeyFormat(
        "breaks", .list(of: .mapping(StepFormat.damage)),
        "Damage that `drill --prove` does on purpose, to see which checks notice.")
    ])

  static let input = MappingFormat(
    name: "an input",
    keys: [
      KeyFormat("default", .text(), "The value where none is given; without it one must be given."),
      KeyFormat("about", .text(.words), "What the value means."),
    ])

  static let secret = MappingFormat(
    name: "a secret",
    keys: [
      KeyFormat("file", .text(.path), "A path relative to this file's folder."),
      KeyFormat("env", .text(.variable), "An environment variable of halfhour's own."),
      KeyFormat("command", .list(of: .text()), "A program and its arguments; what it prints is the secret."),
    ], exactlyOne: ["file", "env", "command"])

  private static func about(_ phase: Phase) -> String {
    switch phase {
    case .triage: "Find out what is broken."
    case .precheck: "Is all there that the rest needs? Nothing below passes a precheck that fails."
    case .provision: "Get a blank machine."
    case .install: "Software and settings, without data."
    case .restore: "Bring the data back."
    case .verify: "Prove that the service works. A drill sees each of these fail before restore."
    case .cutover: "Lead the users to the recovered service."
    case .accept: "The owner says that it is good."
    case .cleanup: "Put away what the run made; always runs in a drill."
    }
  }
}
