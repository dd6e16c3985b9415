internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension ScreenPicture {
  func heading(_ width: Int) -> ScreenSection {
    let severity = summary.severity.map { $0.rawValue.uppercased() + " " } ?? ""
    var line = ScreenLine(
      " \(severity)\(plan.mode.rawValue.uppercased()) ", plan.mode == .drill ? .drillBadge : .incidentBadge)
    line.add(" " + summary.site, .strong)
    line.add(" · " + summary.title)
    let short = width >= 100 ? runText : "…" + runText.suffix(9)
    return ScreenSection(lines: [line.withEnd(ScreenLine(short, .faint), width: width)], rank: 0)
  }

  /// What is unusual about this run as a whole.
  func notices(_ width: Int) -> ScreenSection {
    var lines: [ScreenLine] = []
    if !isOver, viewer == .watcher(isDriven: false) {
      lines.append(ScreenLine(" NOBODY DRIVES THIS RUN; running jobs go on. Take it up with:", .bad))
      lines += CommandText.lines("halfhour resume \(runText)", indent: 3, width: width)
    }
    if !isOver, let stop = state.stops.last {
      let text = EventText.stopped(stop.request)
      lines.append(ScreenLine(" \(text)", .attention))
      if case .operator = stop.request.cause, viewer == .driver, !isLast {
        lines.append(ScreenLine(" Ctrl-C again leaves jobs running and ends halfhour.", .faint))
      }
    }
    if isOver, plan.mode == .drill {
      let left = summary.steps.filter {
        $0.phase == .cleanup && [.failed, .cancelled, .notReached].contains($0.status)
      }
      if !left.isEmpty {
        let names = left.map(\.id.description).joined(separator: ", ")
        lines.append(ScreenLine(" CLEANUP IS NOT DONE: \(names). Take it up with:", .bad))
        lines += CommandText.lines("halfhour resume --cleanup \(runText)", indent: 3, width: width)
      }
    }
    if state.bookkeepingLost || warning != nil {
      let reason = warning.map { ": \(DisplayText.firstLine($0))" } ?? ""
      lines.append(ScreenLine(" THE RECORD CAN'T BE WRITTEN\(reason)", .bad))
    }
    return ScreenSection(lines: lines, least: lines.count, rank: 3)
  }

  /// Why a run that is over isn't simply green.
  func findings(_ width: Int) -> ScreenSection {
    guard isOver else { return ScreenSection(lines: [], rank: 4) }
    let lines = summary.findings.map { ScreenLine("  · " + DisplayText.firstLine($0)) }
    return ScreenSection(lines: lines, least: 3, rank: 4) { ScreenLine("  · and \($0) more", .faint) }
  }

  func footer(_ width: Int) -> ScreenLine {
    if isOver { return ScreenLine(" report: halfhour report \(runText)", .faint) }
    let keys =
      switch viewer {
      case .driver: " Ctrl-C stops"
      case .watcher: " q leaves this view, the run goes on"
      }
    let step = longestRunning.map { plan.steps[$0].id.description } ?? "STEP"
    let commands = [step, "STEP"].map { "logs: halfhour logs \(runText) \($0) -f" }
    let choices = commands.map { "\(keys) · \($0)" } + ["\(keys) · halfhour logs \(runText) STEP"]
    return ScreenLine(choices.first { DisplayWidth.of($0) <= width } ?? keys, .faint)
  }
}
