internal import RunCore
internal import RunbookModel
internal import Templates

/// Every service with its times and its data against their targets.
struct ServiceTable {
  let summary: RunSummary
  let format: ReportFormat

  var values: [String: TemplateValue] {
    [
      "services": .list(summary.services.prefix(ReportValues.mostRows).map(row)),
      "hasServices": .bool(!summary.services.isEmpty),
      "hasAcceptance": .bool(summary.services.contains { $0.hasAcceptSteps || $0.accepted != nil }),
    ]
  }

  private func row(_ service: ServiceSummary) -> TemplateValue {
    .map([
      "name": .string(CellText.fit(service.id.text, for: format, most: CellText.mostOfName)),
      "tier": .string(service.tier.rawValue),
      "rta": .string(service.rta?.roundedText ?? (service.verified == nil ? "not verified" : "unknown")),
      "accepted": .string(service.rtaAccepted?.roundedText ?? "–"), "rto": .string(service.target.rto.targetText),
      "counted": .string(counted(service.target)), "timeJudgement": .string(service.rtoJudgement.words),
      "timeTone": .string(service.rtoJudgement.tone), "hasShare": .bool(service.share != nil),
      "share": .string("\(service.share ?? 0)"),
      "rpa": .string(service.rpa?.roundedText ?? (service.rpoJudgement == .unknown ? "unknown" : "–")),
      "rpo": .string(service.target.rpo?.targetText ?? "–"), "dataJudgement": .string(service.rpoJudgement.words),
      "dataTone": .string(service.rpoJudgement.tone), "restored": .string(restored(service)),
    ])
  }

  /// How much, and how fast.
  private func restored(_ service: ServiceSummary) -> String {
    guard let bytes = service.bytesRestored?.bytesText else { return "–" }
    return service.bytesPerSecond.map { "\(bytes), \($0.bytesText)/s" } ?? bytes
  }

  /// From where to where the target's time runs.
  private func counted(_ target: Target) -> String {
    let start =
      switch target.clock {
      case .disruption: "the disruption"
      case .declared: "its declaration"
      case .started: "the start"
      }
    return "from \(start) until \(target.until.rawValue)"
  }
}
