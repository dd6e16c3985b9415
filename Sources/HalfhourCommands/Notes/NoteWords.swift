internal import RecoveryPlanning
internal import RunCore
internal import RunFolders
internal import RunbookModel

/// What a person says of a run on one command line, checked against the run before anything is written.
struct NoteWords {
  let state: RunState
  let person: Operator
  let clock: ClockTime

  func note(_ text: String, _ options: FindingOptions) throws(CommandFailure) -> RunWord {
    guard text.contains(where: { !$0.isWhitespace }) else { throw CommandFailure("the note is empty") }
    guard text.utf8.count <= Self.longestText else {
      throw CommandFailure("the note is longer than \(Self.longestText) bytes")
    }
    guard options.finding else { return .note(Note(text: text, by: person)) }
    if let due = options.due, ClockTime.date(due) == nil {
      throw CommandFailure("--due \(due) is no day of the calendar; write it as 2026-12-01")
    }
    let terms = FindingTerms(
      severity: options.severity ?? .moderate, owner: try owner(options.owner), due: options.due)
    return .note(Note(text: text, by: person, finding: terms))
  }

  private func owner(_ name: String?) throws(CommandFailure) -> PersonName? {
    guard let name else { return nil }
    let people = state.plan.site.people.map(\.name)
    guard people.isEmpty || people.contains(PersonName(name)) else {
      throw CommandFailure("the site knows nobody called \(name), but \(people.map(\.text).joined(separator: ", "))")
    }
    return PersonName(name)
  }

  func changes(_ options: FindingOptions, reason: String?) throws(CommandFailure) -> [RunWord] {
    var words: [RunWord] = []
    var seen: Set<Int> = []
    for (status, numbers) in [
      (FindingStatus.accepted, options.accept), (.retested, options.retest), (.closed, options.close),
    ] {
      for number in numbers {
        guard seen.insert(number).inserted else { throw CommandFailure("finding \(number) is named twice") }
        let change = FindingChange(finding: number, status: status, by: person, reason: reason)
        if let objection = state.objection(to: change) { throw CommandFailure(objection) }
        words.append(.finding(change))
      }
    }
    return words
  }

  func presences(_ options: PresenceOptions) async throws(CommandFailure) -> [RunWord] {
    var words: [RunWord] = []
    for (option, presence, names) in [
      ("--planned", Participation.Presence.planned, options.planned), ("--present", .present, options.present),
      ("--left", .left, options.left), ("--absent", .absent, options.absent),
    ] {
      for name in names {
        let name = await Me.typed(name, in: state) ?? name
        words.append(.participant(try PersonMention(name, option: option).participation(presence, by: person)))
      }
    }
    return words
  }

  /// Values such as `accepted=10:40`; all of them together must make sense with what was said before.
  func clocks(_ values: [String], service: String?, declaredBy: String? = nil) throws(CommandFailure) -> [RunWord] {
    var stamps: [ClockStamp] = []
    for value in values {
      var stamp = try stamp(value, service: service.map { ServiceName($0) })
      if stamp.clock == .declared { stamp.source = declaredBy }
      guard !stamps.contains(where: { $0.clock == stamp.clock }) else {
        throw CommandFailure("\(stamp.clock.rawValue) is given twice")
      }
      stamps.append(stamp)
    }
    if let service, !stamps.contains(where: { $0.service != nil }) {
      throw CommandFailure("--service \(service) is for the clocks accepted, backlog-cleared and data-from")
    }
    try refuseDisorder(stamps)
    return stamps.map { .clock($0) }
  }

  private func stamp(_ value: String, service: ServiceName?) throws(CommandFailure) -> ClockStamp {
    let (name, text) = try NamedValue.split(value, option: "--clock", form: "accepted=10:40")
    guard let clock = RunClock(rawValue: name) else {
      let known = RunClock.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure("there is no clock \(name) that people set; there are \(known)")
    }
    var stamp = ClockStamp(clock: clock, time: try self.clock.read(text), by: person)
    if clock.isOfService {
      stamp.service = service
      if service == nil { stamp.service = try onlyService(clock) }
    }
    if let objection = state.objection(to: stamp) { throw CommandFailure(objection) }
    return stamp
  }

  private func onlyService(_ clock: RunClock) throws(CommandFailure) -> ServiceName {
    let names = state.plan.services.map(\.name)
    if let only = names.first, names.count == 1 { return only }
    throw CommandFailure(
      names.isEmpty
        ? "the run recovers no service, so none has a clock \(clock.rawValue)"
        : "the run recovers several services; say which \(clock.rawValue) is about: --service \(names.map(\.text).joined(separator: " or --service "))"
    )
  }

  private func refuseDisorder(_ stamps: [ClockStamp]) throws(CommandFailure) {
    let clocks = RunSummary(of: state).clocks
    func time(_ name: RunClock, _ before: WallTime?) -> WallTime? {
      guard let stamp = stamps.first(where: { $0.clock == name }) else { return before }
      return stamp.time
    }
    let disruption = time(.disruption, clocks.disruption?.wall)
    if stamps.contains(where: { [.disruption, .detected, .declared].contains($0.clock) }) {
      try ClockWords.refuseDisorder(
        disruption: disruption, detected: time(.detected, clocks.detected?.wall),
        declared: time(.declared, clocks.declared?.wall), now: clock.now)
    }
  }

  private static let longestText = 20_000
}
