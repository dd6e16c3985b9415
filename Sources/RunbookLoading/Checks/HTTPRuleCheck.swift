internal import RunbookModel

/// Requests that can't be sent as they are written.
enum HTTPRuleCheck {
  static func check(_ draft: StepDraft) -> [Diagnostic] {
    guard draft.step.kindWord == .http, case .http(let probe) = draft.step.kind else { return [] }
    return (probe.before + [probe.request]).flatMap(check)
  }

  private static func check(_ request: HTTPRequest) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    if let body = request.body, !request.form.isEmpty {
      diagnostics.append(
        Diagnostic(
          .error, "a request has either a `body` or a `form`, not both", at: body.start,
          hint: "the fields of a form are its body; take one of them away"))
    }
    let url = request.url.text.lowercased()
    if !url.contains("{{"), !url.hasPrefix("http://"), !url.hasPrefix("https://") {
      diagnostics.append(
        Diagnostic(
          .error, "\"\(request.url.text)\" is no address of a request", at: request.url.start,
          hint: url.contains("://") ? "only http:// and https:// can be asked" : "begin it with http:// or https://"))
    }
    return diagnostics
  }
}
