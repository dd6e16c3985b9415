internal import RunbookModel

/// What a kind of step does with the values that the plan knows, and how it is judged and tried again.
enum StepCommand {
  static func text(of kind: StepKind, _ values: ListingValues) -> String {
    func fill(_ text: SourceText) -> String { values.fill(text) }
    switch kind {
    // A script is never filled in: values reach it as variables.
    case .run(let script): return ListingText.harmless(script.text)
    case .copy(let copy): return "\(fill(copy.from)) → \(fill(copy.to))" + mode(copy.mode)
    case .template(let template): return "\(fill(template.from)) → \(fill(template.to))" + mode(template.mode ?? "0644")
    case .http(let probe):
      return (probe.before + [probe.request]).map { "\($0.method) \(fill($0.url))" }.joined(separator: "\n")
    case .tcp(let probe): return "\(fill(probe.host)):\(fill(probe.port))"
    case .isolation(let probe): return "must not reach \(fill(probe.host)):\(fill(probe.port))"
    case .dns(let probe):
      return ([fill(probe.name), probe.type] + probe.servers.map { "@" + fill($0) }).joined(separator: " ")
    case .sql(let probe):
      let parameters =
        probe.parameters.isEmpty ? "" : "\nparameters: " + probe.parameters.map(fill).joined(separator: ", ")
      return "\(probe.engine.rawValue) \(fill(probe.database))\n\(ListingText.harmless(probe.query.text))\(parameters)"
    case .manual(let task): return fill(task.instructions)
    case .approve(let approval): return "by \(approval.by): \(fill(approval.question))"
    case .decide(let decision):
      return "\(fill(decision.question)) (\(decision.options.map(\.name).joined(separator: ", ")))"
    case .reboot(let reboot): return reboot.backWithin.map { "back within \($0.runbookText)" } ?? "until it is back"
    case .wait(let time): return time.duration.runbookText
    case .notify(let notification): return "\(notification.channel): \(fill(notification.message))"
    }
  }

  /// What surrounds the work: expectations, time limits, tries, and what happens at a failure.
  static func conditions(of step: Step, _ values: ListingValues) -> [(label: String, text: String)] {
    var rows: [(label: String, text: String)] = []
    if let expect = step.expect { rows.append(("expect", expectation(expect, values))) }
    if let polling = step.polling {
      rows.append(("within", "\(polling.within.runbookText), every \(polling.every.runbookText)"))
    }
    if let timeout = step.timeout { rows.append(("timeout", timeout.runbookText)) }
    if let budget = step.budget { rows.append(("budget", budget.runbookText)) }
    if let retry = step.retry {
      let backoff = retry.backoff == 1 ? "" : ", then ×\(factor(retry.backoff)) each time"
      rows.append(("retry", "\(retry.attempts) attempts, \(retry.delay.runbookText) apart\(backoff)"))
      if let reset = retry.reset { rows.append(("reset", ListingText.harmless(reset.text))) }
    }
    if let policy = step.onFailure { rows.append(("on failure", policy.rawValue)) }
    if let undo = step.undo { rows.append(("undo", ListingText.harmless(undo.text))) }
    return rows
  }

  private static func factor(_ number: Double) -> String {
    number.rounded() == number ? String(number.description.dropLast(2)) : number.description
  }

  private static func mode(_ mode: String?) -> String { mode.map { ", mode \($0)" } ?? "" }

  private static func expectation(_ expect: Expectation, _ values: ListingValues) -> String {
    var parts: [String] = []
    if !expect.exit.isEmpty { parts.append("exit " + expect.exit.map(String.init).joined(separator: " or ")) }
    if !expect.status.isEmpty { parts.append("status " + expect.status.joined(separator: " or ")) }
    parts += expect.contains.map { "contains \(values.fill($0))" }
    parts += expect.matches.map { "matches \(values.fill($0))" }
    let counted: [(String, SourceText?)] = [
      ("equals", expect.equals), ("lines", expect.lines), ("rows", expect.rows),
      ("certificate days", expect.certificateDays),
    ]
    parts += counted.compactMap { word, text in text.map { "\(word) \(values.fill($0))" } }
    parts += expect.json.map { "\($0.path.text) is \(values.fill($0.equals))" }
    parts += expect.headers.map { "header \($0.name) is \(values.fill($0.equals))" }
    switch expect.knownGood?.source {
    case .named(let name): parts.append("the known-good \(name)")
    case .beside(let path): parts.append("the known-good beside \(values.fill(path))")
    case nil: break
    }
    if let time = expect.firstByte { parts.append("first byte within \(time.runbookText)") }
    if let time = expect.fasterThan { parts.append("faster than \(time.runbookText)") }
    return parts.joined(separator: "; ")
  }
}
