internal import RunCore
internal import RunbookModel
internal import Templates

/// The machines that were met, and the commands that people ran on them beside the runbook.
struct HostTables {
  let summary: RunSummary
  let format: ReportFormat

  private func text(_ value: String, most: Int = CellText.most) -> TemplateValue {
    .string(CellText.fit(value, for: format, most: most))
  }

  private func name(_ value: String) -> TemplateValue { text(value, most: CellText.mostOfName) }

  var hosts: TemplateValue {
    .list(
      summary.hosts.prefix(ReportValues.mostRows).map { host in
        .map([
          "name": name(host.host.text), "address": name(host.destination), "key": name(host.fingerprint),
          "trust": text(host.vouchedBy.map { "\(host.trust.words): \($0)" } ?? host.trust.words),
          "system": name(host.system), "clock": .string(clock(host)), "tone": .string(host.isClockOff ? "bad" : ""),
          "when": .string(host.firstContacted.wall.readable), "offset": .string(host.firstContacted.offsetText),
        ])
      })
  }

  private func clock(_ host: HostSummary) -> String {
    guard host.isClockOff else { return "right" }
    let offset = host.clockOffset
    return "OFF: \(offset.magnitude.roundedText) \(offset < .zero ? "behind" : "ahead")"
  }

  var commands: TemplateValue {
    .list(
      summary.adHoc.prefix(ReportValues.mostRows).map { command in
        .map([
          "when": .string(command.started.wall.readable), "offset": .string(command.started.offsetText),
          "place": name(command.place), "command": text(command.request.command.words),
          "outcome": text(command.outcome), "took": .string(command.duration?.roundedText ?? "–"),
          "who": name(command.request.by.description), "why": text(command.request.reason ?? "no reason was given"),
          "log": name(command.refusal == nil ? command.attempt.logName : "–"),
        ])
      })
  }
}
