internal import RunCore
internal import RunbookModel

/// A line for each service with its times and its data against their targets, for a spreadsheet or a program.
struct ServiceSheet {
  let summary: RunSummary

  private static let header = [
    "run", "mode", "started", "verdict", "service", "runbook", "tier", "clock", "until", "rto_seconds", "rta_seconds",
    "rta_accepted_seconds", "rto_judgement", "rpo_seconds", "rpa_seconds", "rpo_judgement", "recovery_point",
    "data_restored", "verified", "accepted", "backlog_cleared", "drill_overhead_seconds", "bytes_restored",
    "bytes_per_second", "cost_per_hour", "currency", "recovery_point_source", "accepted_source",
  ]

  var bytes: [UInt8] {
    var sheet = CSVText(header: Self.header)
    for service in summary.services { sheet.append(judged(service) + clocks(service)) }
    return sheet.bytes
  }

  private func judged(_ service: ServiceSummary) -> [CSVText.Cell] {
    [
      .text(summary.run?.text), .text(summary.mode.rawValue), .text(summary.clocks.started?.wall.text),
      .text(summary.verdict?.rawValue), .text(service.id.text), .text(service.runbook.text),
      .text(service.tier.rawValue), .text(service.target.clock.rawValue), .text(service.target.until.rawValue),
      .seconds(service.target.rto), .seconds(service.rta), .seconds(service.rtaAccepted),
      .text(service.rtoJudgement.rawValue), .seconds(service.target.rpo), .seconds(service.rpa),
      .text(service.rpoJudgement.rawValue),
    ]
  }

  private func clocks(_ service: ServiceSummary) -> [CSVText.Cell] {
    [
      .text(service.recoveryPoint?.text), .text(service.dataRestored?.wall.text), .text(service.verified?.wall.text),
      .text(service.accepted?.wall.text), .text(service.backlogCleared?.wall.text), .seconds(service.drillOverhead),
      .number(service.bytesRestored), .number(service.bytesPerSecond), .number(service.costPerHour?.amountText),
      .text(service.costPerHour?.currency),
      .text(service.recoveryPoint.map { _ in source(service.said(.dataFrom)) }),
      .text(service.accepted.map { _ in source(service.said(.accepted)) }),
    ]
  }

  private func source(_ said: SaidTime?) -> String { said?.counts == true ? "said" : "measured" }
}
