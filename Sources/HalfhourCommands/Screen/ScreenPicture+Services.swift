internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension ScreenPicture {
  func services(_ width: Int) -> ScreenSection {
    let countdowns = summary.countdowns(at: now)
    let names = min(countdowns.map { DisplayWidth.of($0.service.id.text) }.max() ?? 0, max(8, width / 4))
    let lines = countdowns.map { serviceLine($0, names, width) }
    return ScreenSection(heading: ScreenLine(" SERVICES", .strong), lines: lines, least: 2, rank: 8) {
      ScreenLine("  and \($0) more", .faint)
    }
  }

  private func serviceLine(_ countdown: TargetCountdown, _ names: Int, _ width: Int) -> ScreenLine {
    let service = countdown.service
    let (words, style) = condition(of: countdown)
    var line = ScreenLine("  ") + ScreenLine(service.id.text).column(names)
    line.add("  ")
    if width >= 70 {
      line = line + ScreenLine(service.tier.rawValue, service.tier == .critical ? .strong : .faint).column(9)
      line.add("  ")
    }
    line.add(words, style)
    let showsTime = countdown.isOpen && !isOver && summary.services.count > 1
    return showsTime ? line.withEnd(ScreenLine(countdown.text + " ", countdown.style), width: width) : line
  }

  /// Where a service's recovery has got to, in a few words.
  private func condition(of countdown: TargetCountdown) -> (String, ScreenStyle) {
    let service = countdown.service
    if let time = service.countedRTA { return reached(service, time) }
    if service.countedEnd != nil {
      return ("\(service.target.until.rawValue), time unknown: nobody said when it went down", .attention)
    }
    let steps = summary.steps.filter {
      $0.id.runbook == service.runbook && $0.status != .excluded && $0.proof == nil
    }
    if isOver { return ("NOT \(service.target.until.rawValue.uppercased())", .bad) }
    if let asking = steps.first(where: { $0.status == .asking }) {
      return ("waits for a person: \(asking.id)", .attention)
    }
    if let failed = steps.first(where: { $0.status == .failed && $0.phase != .cleanup && !$0.foundTrouble }),
      !state.stops.isEmpty
    {
      return ("FAILED: \(failed.id)", .bad)
    }
    if service.verified != nil {
      let time = service.rta.map { " after \($0.clockText)" } ?? ""
      return ("verified\(time), accepting", .plain)
    }
    let work = steps.filter { $0.phase != .cleanup }
    guard work.contains(where: { $0.status != .waiting }) else { return ("waiting", .faint) }
    let active = work.filter { [.running, .retrying].contains($0.status) }
    let phase = (active.isEmpty ? work.filter { $0.status == .waiting } : active).map(\.phase).min()
    let done = work.count { [.passed, .alreadyDone, .byHand, .skipped].contains($0.status) }
    let proving = summary.steps.first { $0.id.runbook == service.runbook && $0.proof != nil && $0.status == .running }
    let word =
      proving.map { $0.proof?.damage == nil ? "seeing its checks fail" : "being broken on purpose" }
      ?? (active.isEmpty ? "waits to go on" : phase?.doing ?? "under way")
    return ("\(word), \(done) of \(work.count) steps", .plain)
  }

  private func reached(_ service: ServiceSummary, _ time: Duration) -> (String, ScreenStyle) {
    let words = "\(service.target.until.rawValue) after \(time.clockText)"
    guard service.rtoJudgement == .missed else {
      if service.verified == nil { return ("\(words), NOT VERIFIED", .bad) }
      return ("\(words) of \(service.target.rto.runbookText)", .good)
    }
    return ("\(words), MISSED by \((time - service.target.rto).clockText)", .bad)
  }

  /// What the business does while a service is down, and whom to call.
  func meanwhile(_ width: Int) -> ScreenSection {
    let down = isOver ? [] : summary.services.filter { $0.countedEnd == nil }
    let lines = down.flatMap { service in
      let fallback = service.fallback.map { "meanwhile, \(service.id): \(DisplayText.firstLine($0))" }
      let vendor = plan.services.first { $0.name == service.id }?.vendor.map { "call, \(service.id): \($0.words)" }
      return [fallback, vendor].compactMap { $0 }.map { ScreenLine("  \($0)", .faint) }
    }
    return ScreenSection(lines: lines, least: 0, rank: 10)
  }
}

extension PlannedVendor {
  /// `Example Telecom, contract 4711, phone +44 20 5550 100, 24x7`.
  fileprivate var words: String {
    [name, contract.map { "contract \($0)" }, phone.map { "phone \($0)" }, hours].compactMap { $0 }
      .joined(separator: ", ")
  }
}

extension Phase {
  fileprivate var doing: String {
    switch self {
    case .triage: "being looked at"
    case .precheck: "checking what is needed"
    case .provision: "provisioning"
    case .install: "installing"
    case .restore: "restoring"
    case .verify: "verifying"
    case .cutover: "cutting over"
    case .accept: "accepting"
    case .cleanup: "cleaning up"
    }
  }
}
