internal import RunbookModel

/// Phases stand in every file in the order in which they run.
enum PhaseOrderCheck {
  static func check(_ draft: RunbookDraft) -> [Diagnostic] {
    var latest: (phase: Phase, location: SourceLocation)?
    var diagnostics: [Diagnostic] = []
    for key in draft.reader.keys {
      guard let phase = Phase(rawValue: key.text) else { continue }
      if let latest, phase < latest.phase {
        let order = Phase.allCases.map(\.rawValue).joined(separator: ", ")
        diagnostics.append(
          Diagnostic(
            .error, "`\(phase.rawValue)` stands below `\(latest.phase.rawValue)`; phases stand in this order: \(order)",
            at: key.start, hint: "move it up", notes: [.init("the later phase stands here", at: latest.location)]))
      } else {
        latest = (phase, key.start)
      }
    }
    return diagnostics
  }
}
