internal import RunbookModel

/// Keys of a question to name servers or a database that say nothing where they stand.
enum ProbeRuleCheck {
  static func check(_ draft: StepDraft) -> [Diagnostic] {
    guard draft.kindIsKnown else { return [] }
    switch draft.step.kindWord {
    case .dns: return dns(draft)
    case .sql: return sql(draft)
    default: return []
    }
  }

  private static func dns(_ draft: StepDraft) -> [Diagnostic] {
    guard case .dns(let probe) = draft.step.kind, let host = draft.step.on, probe.servers.isEmpty else { return [] }
    return [
      Diagnostic(
        .error, "`dns` from the host \"\(host)\" needs `servers`, because the host's own are not known here",
        at: draft.location(of: "dns"), hint: "name whom to ask, or take `on` away to ask from here")
    ]
  }

  private static func sql(_ draft: StepDraft) -> [Diagnostic] {
    guard case .sql(let probe) = draft.step.kind, probe.engine == .sqlite else { return [] }
    let reader = draft.reader.reader("sql")
    var diagnostics = ["host", "port", "user", "password"].filter { reader?.has($0) == true }.map { key in
      Diagnostic(
        .error, "`\(key)` says nothing with sqlite, whose database is a file",
        at: reader?.keyLocation(key) ?? draft.location(of: "sql"),
        hint: "take it away, or name another `engine`")
    }
    let path = probe.database.text
    if draft.step.on != nil, !path.hasPrefix("/"), !path.hasPrefix("{{") {
      diagnostics.append(
        Diagnostic(
          .error, "a database's file on a host needs its whole path", at: probe.database.start,
          hint: "write it with a / before it"))
    }
    return diagnostics
  }
}
