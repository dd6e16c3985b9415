internal import RunbookModel

/// What a step does, on one line.
enum StepSummary {
  static func line(for step: Step, _ values: ListingValues) -> String {
    switch step.kind {
    case .run(let script): "run " + firstLine(of: script)
    case .copy(let copy): "copy \(values.fill(copy.from)) → \(values.fill(copy.to))"
    case .template(let template): "template \(values.fill(template.from)) → \(values.fill(template.to))"
    case .http(let probe): "http \(probe.request.method) \(values.fill(probe.request.url))"
    case .tcp(let probe): "tcp \(values.fill(probe.host)):\(values.fill(probe.port))"
    case .dns(let probe): "dns \(values.fill(probe.name)) \(probe.type)"
    case .sql(let probe): "sql \(firstLine(of: probe.query))"
    case .manual(let task): "by hand: \(firstLine(of: task.instructions))"
    case .approve(let approval): "approval by \(approval.by): \(firstLine(of: approval.question))"
    case .decide(let decision): "decision: \(firstLine(of: decision.question))"
    case .reboot: "reboot"
    case .wait(let time): "wait \(time.duration.runbookText)"
    case .isolation(let probe): "must not reach \(values.fill(probe.host)):\(values.fill(probe.port))"
    case .notify(let notification): "notify \(notification.channel): \(firstLine(of: notification.message))"
    }
  }

  private static func firstLine(of text: SourceText) -> String {
    if isOneLine(text.text) { return text.text }
    let lines = text.text.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
    guard let first = lines.first(where: { !$0.hasPrefix("#") }) ?? lines.first else { return "" }
    return lines.count > 1 ? "\(first) …" : String(first)
  }

  /// A quick look that knows most scripts of one line.
  private static func isOneLine(_ text: String) -> Bool {
    guard let first = text.utf8.first, (0x21..<0x7F).contains(first) else { return false }
    return !text.utf8.contains(UInt8(ascii: "\n"))
  }
}
