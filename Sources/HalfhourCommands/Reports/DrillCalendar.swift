internal import Digests
internal import HistoryIndex
internal import Reporting
internal import RunCore
internal import RunFolders
internal import RunbookModel

/// When each service is to be drilled, for people's calendars.
struct DrillCalendar {
  struct Drill: Equatable {
    var site: String
    var service: String
    var tier: Service.Tier
    var rto: Duration
    /// The last drill that recovered it; nil where none did.
    var last: WallTime?
    var due: WallTime
    /// Whether there was a drill at all.
    var isDrilled = false
  }

  let drills: [Drill]
  let now: WallTime

  /// Those of the services that were asked for; of a site that names no `drill_every` none is ever due.
  static func of(_ selections: [SiteSelection]) throws -> DrillCalendar {
    let index = try IndexKeeper(state: try StateFolder(environment: Me.environment)).upToDate(anew: false)
    let now = SystemClock().now().wall
    var drills: [Drill] = []
    for selection in selections {
      let shelf = try SiteShelf(site: selection.site)
      if shelf.site.drillEvery == nil {
        Output.error("WARNING: \(shelf.path) names no `drill_every`, so no drill of its services is ever due.")
      }
      let drilled = Set(try Self.runs(index, shelf.site, recovered: false).map(\.service.id))
      let last = try Self.runs(index, shelf.site, recovered: true)
      drills += shelf.site.services.filter { selection.means($0.name, on: shelf) }.compactMap { service in
        drill(
          of: service, last.last { $0.service.id == service.name }?.started, shelf.site, now,
          isDrilled: drilled.contains(service.name))
      }
    }
    return DrillCalendar(drills: drills, now: now)
  }

  private static func runs(_ index: HistoryIndex, _ site: Site, recovered: Bool) throws(IndexError) -> [LastRun] {
    try index.lastRuns(site: site.name, recovered: recovered).filter { $0.mode == .drill }
  }

  /// What no drill ever recovered is due on the day of asking.
  private static func drill(
    of service: Service, _ last: WallTime?, _ site: Site, _ now: WallTime, isDrilled: Bool
  ) -> Drill? {
    let day: WallTime
    switch PeriodServices.due(last: last, every: site.drillEvery) {
    case .never: return nil
    case .now: day = now
    case .on(let due): day = due
    }
    return Drill(
      site: site.name, service: service.name.text, tier: service.tier, rto: service.target.rto, last: last, due: day,
      isDrilled: isDrilled)
  }

  var text: String {
    var text = CalendarText()
    text.line("BEGIN", "VCALENDAR")
    text.line("VERSION", "2.0")
    text.line("PRODID", "-//halfhour//due drills//EN")
    text.line("CALSCALE", "GREGORIAN")
    text.line("METHOD", "PUBLISH")
    for drill in drills { write(drill, to: &text) }
    text.line("END", "VCALENDAR")
    return text.text
  }

  private func write(_ drill: Drill, to text: inout CalendarText) {
    text.line("BEGIN", "VEVENT")
    // One event a service, so that a calendar moves it when the drill was done.
    text.line(
      "UID", "\(SHA256Digest(of: Array("\(drill.site)\n\(drill.service)".utf8)).description.prefix(32))@halfhour")
    text.line("DTSTAMP", now.calendarTime)
    text.line("DTSTART;VALUE=DATE", drill.due.calendarDay)
    text.line("DTEND;VALUE=DATE", (drill.due + .seconds(86_400)).calendarDay)
    text.text("SUMMARY", summary(drill))
    text.text("DESCRIPTION", description(drill))
    text.line("TRANSP", "TRANSPARENT")
    text.line("END", "VEVENT")
  }

  private func summary(_ drill: Drill) -> String {
    if drill.last == nil { return "Drill \(drill.service): \(drill.isDrilled ? "never recovered" : "never drilled")" }
    return (drill.due.daysLate(at: now) ?? 0) > 0 ? "Drill \(drill.service): overdue" : "Drill \(drill.service)"
  }

  private func description(_ drill: Drill) -> String {
    let never =
      drill.isDrilled
      ? "No drill on this machine recovered all that it was to." : "It was never drilled on this machine."
    let last = drill.last.map { "The last drill that recovered it was on \($0.day)." } ?? never
    return
      "\(drill.site): \(drill.service), \(drill.tier.rawValue), to be back within \(drill.rto.targetText). \(last)\n"
      + "halfhour drill \(drill.service)"
  }
}

extension SiteSelection {
  fileprivate func means(_ service: ServiceName, on shelf: SiteShelf) -> Bool {
    wanted.isEmpty
      || wanted.contains { wanted in
        switch wanted {
        case .service(let name): name == service.text
        case .runbook(let path): shelf.books(of: service).contains { $0.path == path }
        }
      }
  }
}
