internal import RunCore
internal import RunbookModel
internal import Templates

/// Every service with its times and its data against their targets.
struct ServiceTable {
  let summary: RunSummary
  let look: ReportLook
  let format: ReportFormat

  private var say: Phrasebook { look.say }

  var values: [String: TemplateValue] {
    [
      "services": .list(summary.services.prefix(ReportValues.mostRows).map(row)),
      "hasServices": .bool(!summary.services.isEmpty && look.isShown("services")),
      "hasAcceptance": .bool(summary.services.contains { $0.hasAcceptSteps || $0.accepted != nil }),
      "serviceWords": .map([
        "title": .string(say("Services against their targets")), "service": .string(say("Service")),
        "tier": .string(say("Tier")), "time": .string(say("Back after")),
        "accepted": .string(say("Accepted after")), "target": .string(say("Target")),
        "result": .string(say("Result")), "age": .string(say("Data loss at most")),
        "restored": .string(say("Restored")),
        "counted": .string(say("Counted")),
      ]),
    ]
  }

  private func row(_ service: ServiceSummary) -> TemplateValue {
    let (time, data) = (TargetResult.ofTime(service, in: summary), TargetResult.ofData(service, in: summary))
    let isOpen = summary.verdict == nil
    return .map([
      "name": .string(CellText.fit(service.id.text, for: format, most: CellText.mostOfName)),
      "tier": .string(say.word(service.tier)),
      "rta": .string(
        service.rta.map(say.short)
          ?? (service.verified != nil ? say("unknown") : isOpen ? say("not yet") : say("not verified"))),
      "accepted": .string(accepted(service)), "rto": .string(say.target(service.target.rto)),
      "counted": .string(counted(service)),
      "timeJudgement": .string(time.words(say)), "timeTone": .string(time.tone),
      "hasShare": .bool(service.share != nil),
      "share": .string("\(service.share ?? 0)"),
      "rpa": .string(say.age(of: service) ?? (data == .notYet ? say("not yet") : data == .none ? "–" : say("unknown"))),
      // A cell that holds more than a number is broken into lines.
      "acceptedWords": .string(service.said(.accepted)?.counts == true ? "words" : ""),
      "ageWords": .string(service.madeAfterDisruption != nil || service.said(.dataFrom)?.counts == true ? "words" : ""),
      // On a phone a row that says nothing is left out.
      "noAcceptance": .string(service.rtaAccepted == nil ? "blank" : ""),
      "noData": .string(service.rpoJudgement == .none && service.rpa == nil ? "blank" : ""),
      "rpo": .string(service.target.rpo.map(say.target) ?? "–"),
      "dataJudgement": .string(data.words(say)), "dataTone": .string(data.tone), "restored": .string(restored(service)),
    ])
  }

  private func accepted(_ service: ServiceSummary) -> String {
    guard let time = service.rtaAccepted.map(say.short) else { return "–" }
    return service.said(.accepted)?.counts == true ? say("\(time), as somebody said") : time
  }

  /// How much, and how fast.
  private func restored(_ service: ServiceSummary) -> String {
    guard let bytes = service.bytesRestored.map(say.size) else { return "–" }
    return service.bytesPerSecond.map { "\(bytes), \(say.size($0))/s" } ?? bytes
  }

  /// From where to where the time runs; without anybody to accept the service it ends with its last check.
  private func counted(_ service: ServiceSummary) -> String {
    switch (service.target.clock, service.countsAcceptance) {
    case (.disruption, false): say("from the disruption until verified")
    case (.disruption, true): say("from the disruption until accepted")
    case (.declared, false): say("from its declaration until verified")
    case (.declared, true): say("from its declaration until accepted")
    case (.started, false): say("from the start until verified")
    case (.started, true): say("from the start until accepted")
    }
  }
}
