internal import Expressions
internal import RunbookModel

/// What a step that asks people can say wrongly: silence, names of fields, more approvals than there are people.
enum PeopleCheck {
  static func check(_ draft: StepDraft, in site: Site?) -> [Diagnostic] {
    guard draft.kindIsKnown, draft.step.asksPeople, let reader = draft.reader.reader(draft.step.kindWord.rawValue)
    else { return [] }
    let own =
      switch draft.step.kind {
      case .manual: fields(reader)
      case .approve(let approval): count(approval, reader, site)
      case .decide(let decision): silence(decision, reader)
      default: [Diagnostic]()
      }
    return own + patience(draft, reader)
  }

  private static func patience(_ draft: StepDraft, _ reader: MappingReader) -> [Diagnostic] {
    guard let silence = reader.text("on_timeout"), draft.step.timeout == nil else { return [] }
    return [
      Diagnostic(
        .error,
        "`on_timeout` says what holds when nobody answers in time, and step \"\(draft.step.id)\" waits for ever",
        at: silence.start, hint: "give the step a `timeout:`, such as `timeout: 30m`")
    ]
  }

  /// The fields are the step's outputs.
  private static func fields(_ reader: MappingReader) -> [Diagnostic] {
    reader.entries("fields").map(\.name).filter { $0.text == ValueName.reservedOutput }.map { name in
      Diagnostic(
        .error, "no field can be called \"\(name.text)\": it tells how the step ended", at: name.start,
        hint: "give it another name")
    }
  }

  /// Nobody counts twice.
  private static func count(_ approval: Approval, _ reader: MappingReader, _ site: Site?) -> [Diagnostic] {
    guard let site, let written = reader.text("count") else { return [] }
    let people = site.people.filter { $0.roles.contains(approval.by) }
    guard !people.isEmpty, approval.count > people.count else { return [] }
    let names = people.map(\.name.text).joined(separator: ", ")
    let number = people.count == 1 ? "only one person has" : "only \(people.count) people have"
    return [
      Diagnostic(
        .error, "\(approval.count) different people must approve, and \(number) the role \"\(approval.by)\": \(names)",
        at: written.start, hint: "ask for fewer, or give the role to more people in site.yaml")
    ]
  }

  private static func silence(_ decision: Decision, _ reader: MappingReader) -> [Diagnostic] {
    guard case .choose(let option)? = decision.patience.onTimeout, let written = reader.text("on_timeout") else {
      return []
    }
    let options = decision.options.map(\.name)
    guard !options.contains(option) else { return [] }
    return [
      Diagnostic(
        .error, "\"\(option)\" is none of the options, so silence can't choose it", at: written.start,
        hint: Suggestion.hint(for: option, among: options)
          ?? "name one of \(options.joined(separator: ", ")), or `fail`")
    ]
  }
}
