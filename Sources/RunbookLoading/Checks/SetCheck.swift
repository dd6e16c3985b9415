internal import RunbookModel

/// What makes a runbook or a set of runbooks, and what the members of a set may not share.
enum SetCheck {
  static func check(_ root: RunbookDraft, members: [RunbookDraft]) -> [Diagnostic] {
    guard root.isSet else { return shape(of: root) }
    return shape(of: root) + repetitions(in: root) + members.flatMap { member($0) } + shared(among: [root] + members)
  }

  /// Either steps or members.
  private static func shape(of draft: RunbookDraft) -> [Diagnostic] {
    let phase = draft.reader.keys.first { Phase(rawValue: $0.text) != nil }
    if draft.isSet {
      var diagnostics: [Diagnostic] = []
      if let phase {
        diagnostics.append(
          Diagnostic(
            .error, "a set has no steps of its own, so `\(phase.text)` can't stand beside `recovers`", at: phase.start,
            hint: "put the steps into a runbook and name it under `recovers`"))
      }
      if let first = draft.breaks.first {
        diagnostics.append(
          Diagnostic(
            .error, "a set has no checks of its own, so `breaks` can't stand beside `recovers`",
            at: draft.reader.keyLocation("breaks") ?? first.damage.step.location,
            hint: "put the breaks into the runbook whose checks should notice them"))
      }
      if draft.reader.isEmptyList("recovers") {
        diagnostics.append(
          Diagnostic(
            .error, "the set recovers nothing", at: draft.location(of: "recovers"),
            hint: "name at least one runbook file"))
      }
      return diagnostics
    }
    guard draft.steps.isEmpty, draft.hasOnlyEmptyPhases else { return [] }
    return [
      Diagnostic(
        .error, "the runbook has no steps", at: draft.runbook.location,
        hint: "add steps under phases such as `install` and `verify`, or `recovers:` for a set")
    ]
  }

  private static func repetitions(in root: RunbookDraft) -> [Diagnostic] {
    var first: [String: SourceText] = [root.path: SourceText("", start: root.runbook.location)]
    return root.runbook.recovers.compactMap { mention in
      let path = PathText.join(root.folder, mention.text)
      if path == root.path {
        return Diagnostic(.error, "a set can't recover itself", at: mention.start, hint: "take this line away")
      }
      if mention.text.hasPrefix("/") {
        return Diagnostic(
          .error, "\"\(mention.text)\" is an absolute path", at: mention.start, hint: "write it relative to this file")
      }
      guard let earlier = first.updateValue(mention, forKey: path) else { return nil }
      return Diagnostic(
        .error, "\"\(mention.text)\" is named twice", at: mention.start, hint: "name it once",
        notes: [.init("the first stands here", at: earlier.start)])
    }
  }

  private static func member(_ draft: RunbookDraft) -> [Diagnostic] {
    guard draft.isSet else { return shape(of: draft) }
    return [
      Diagnostic(
        .error, "\(draft.path) is a set itself, and a set holds runbooks only", at: draft.location(of: "recovers"),
        hint: "name its members in the other set")
    ]
  }

  /// Two runbooks of one name couldn't be told apart; two of one service would work against each other.
  private static func shared(among drafts: [RunbookDraft]) -> [Diagnostic] {
    var names: [RunbookName: RunbookDraft] = [:]
    var services: [ServiceName: RunbookDraft] = [:]
    return drafts.flatMap { draft in
      var diagnostics: [Diagnostic] = []
      if let earlier = names.updateValue(draft, forKey: draft.runbook.name), !draft.runbook.name.text.isEmpty {
        diagnostics.append(twice("runbook", draft.runbook.name.text, "are called", draft, earlier))
      }
      if let service = draft.runbook.service, let earlier = services.updateValue(draft, forKey: service) {
        diagnostics.append(twice("service", service.text, "recover the service", draft, earlier))
      }
      return diagnostics
    }
  }

  private static func twice(
    _ key: String, _ name: String, _ verb: String, _ draft: RunbookDraft, _ earlier: RunbookDraft
  ) -> Diagnostic {
    Diagnostic(
      .error, "two runbooks of the set \(verb) \"\(name)\"", at: draft.location(of: key),
      hint: key == "service" ? "leave one of them out of the set" : "give one of them another name",
      notes: [.init("the other stands here", at: earlier.location(of: key))])
  }
}

extension RunbookDraft {
  /// Whether no phase holds something that was refused and would have been steps.
  fileprivate var hasOnlyEmptyPhases: Bool {
    Phase.allCases.map(\.rawValue).allSatisfy { !reader.has($0) || reader.isEmptyList($0) }
  }
}
