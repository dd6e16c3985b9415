internal import RunCore
internal import RunbookModel

extension RunFigures {
  var services: [Figure] { summary.services.flatMap { times(of: $0) + data(of: $0) } + costs }

  private func times(of service: ServiceSummary) -> [Figure] {
    let name = CellText.line(service.id.text, most: CellText.mostOfName)
    var figures: [Figure] = []
    func point(_ id: String, _ label: String, _ moment: Moment?, _ lines: [Int]) {
      guard let moment else { return }
      figures.append(
        Figure("\(service.id).\(id)", label, .time(moment.wall), say("by lines \(LineText.text(lines))"), lines: lines))
    }
    point("T5", say("Data of \(name) restored (T5)"), service.dataRestored, lines(ofRestored: service))
    point("T6", say("\(name) verified by its last check (T6)"), service.verified, lines(ofVerified: service))
    point("T7", say("\(name) accepted (T7)"), service.accepted, lines(ofAccepted: service))
    point(
      "T8", say("Backlog of \(name) cleared (T8)"), service.backlogCleared,
      [trace.line(of: .backlogCleared, service: service.id)].compactMap { $0 })
    if let rta = service.rta {
      figures.append(
        recovery(
          "rta", say("Recovery time of \(name)"), rta, service, "T6", service.verified, lines(ofVerified: service)))
    }
    if let rta = service.rtaAccepted {
      figures.append(
        recovery(
          "rtaAccepted", say("Recovery time of \(name) until accepted"), rta, service, "T7", service.accepted,
          lines(ofAccepted: service)))
    }
    return figures
  }

  private func recovery(
    _ id: String, _ name: String, _ time: Duration, _ service: ServiceSummary, _ end: String, _ moment: Moment?,
    _ ends: [Int]
  ) -> Figure {
    let clock = service.target.clock
    let start = clock == .disruption ? "T0" : clock == .declared ? "T2" : "T3"
    let starts = lines(ofStart: clock)
    let (from, to) = (LineText.text(starts), LineText.text(ends))
    let whole = summary.clocks.start(of: clock).flatMap { start in moment.map { $0.elapsed - start.elapsed } } ?? time
    guard whole != time else {
      return Figure(
        "\(service.id).\(id)", name, .duration(time),
        say("\(end) at line \(to), less \(start) at line \(from)"), lines: starts + ends)
    }
    let overhead = say.short(whole - time)
    return Figure(
      "\(service.id).\(id)", name, .duration(time),
      say(
        "\(end) at line \(to), less \(start) at line \(from), less drill overhead of \(overhead), lines \(LineText.text(overheadLines))"
      ), lines: starts + ends + overheadLines)
  }

  private func data(of service: ServiceSummary) -> [Figure] {
    let name = CellText.line(service.id.text, most: CellText.mostOfName)
    let own = summary.steps.filter { $0.id.runbook == service.runbook && $0.proof == nil }
    var figures: [Figure] = []
    if let rpa = service.rpa, let point = service.recoveryPoint {
      let steps = own.compactMap { trace.steps[$0.id] }.filter { $0.recoveryPoint == point }.compactMap(\.point)
      let said = service.said(.dataFrom).flatMap { $0.counts ? trace.line(of: .dataFrom, service: service.id) : nil }
      let (starts, points) = (lines(ofStart: .disruption), steps + [said].compactMap { $0 })
      figures.append(
        Figure(
          "\(service.id).rpa", say("Age of the data of \(name)"), .duration(rpa),
          reckoning(of: rpa, LineText.text(starts), LineText.text(points), isSaid: said != nil), lines: starts + points)
      )
    }
    let sized = own.filter { $0.bytesRestored != nil }
    if let bytes = service.bytesRestored {
      let lines = sized.compactMap { trace.steps[$0.id]?.size }
      figures.append(
        Figure(
          "\(service.id).restored", say("Data of \(name) that were restored"), .bytes(bytes),
          say("what the steps said of it, added up: lines \(LineText.text(lines))"), lines: lines))
    }
    if let rate = service.bytesPerSecond {
      let lines = sized.flatMap { trace.steps[$0.id]?.all ?? [] }
      figures.append(
        Figure(
          "\(service.id).rate", say("Speed of restoring \(name)"), .bytesPerSecond(rate),
          say("those data by the time in which such a step ran: lines \(LineText.text(lines))"), lines: lines))
    }
    return figures
  }

  private func reckoning(of age: Duration, _ start: String, _ point: String, isSaid: Bool) -> String {
    switch (age < .zero, isSaid) {
    case (false, false): say("T0 at line \(start), less the restored point at line \(point)")
    case (true, false):
      say(
        "T0 at line \(start), less the restored point at line \(point): below zero, so it was made after the disruption"
      )
    case (false, true): say("T0 at line \(start), less what somebody said of the data: line \(point)")
    case (true, true):
      say(
        "T0 at line \(start), less what somebody said of the data: line \(point); below zero, so it is after the disruption"
      )
    }
  }

  // MARK: - Where a service's clocks come from

  private func steps(of service: ServiceSummary, _ phases: Set<Phase>, ending moment: Moment?) -> [StepSummary] {
    guard let moment else { return [] }
    return summary.steps.filter {
      $0.id.runbook == service.runbook && $0.proof == nil && phases.contains($0.phase) && $0.ended == moment
    }
  }

  func lines(ofVerified service: ServiceSummary) -> [Int] {
    settled(steps(of: service, [.verify, .cutover], ending: service.verified).filter(\.isCheck))
  }

  private func lines(ofRestored service: ServiceSummary) -> [Int] {
    settled(steps(of: service, [.restore], ending: service.dataRestored))
  }

  /// What somebody said of it holds over the last step.
  func lines(ofAccepted service: ServiceSummary) -> [Int] {
    let lines = settled(steps(of: service, [.accept], ending: service.accepted))
    return lines.isEmpty ? [trace.line(of: .accepted, service: service.id)].compactMap { $0 } : lines
  }
}
