internal import RunCore
internal import RunbookModel

/// Where a time lies in the picture of the time, in a picture of this width.
struct TimeBarScale {
  struct Goal: Hashable {
    var at: Duration
    var rto: Duration
    var services: [ServiceName]
  }

  let origin: Duration
  let end: Duration
  let width: Double
  /// Where the time axis begins and ends; before it stands what began at an unknown time.
  let left: Double
  let right: Double
  /// Targets, the earliest first.
  let goals: [Goal]

  init(_ summary: RunSummary, stretches: TimeStretches, width: Double) {
    self.width = width
    let first = stretches.all.first
    left = first?.from == nil ? 52 : 12
    right = width - 20
    let core = stretches.all.filter { ![.backlog, .accept].contains($0.parts.first) }
    origin = first?.from ?? first?.to ?? .zero
    var end = max(core.map(\.to).max() ?? stretches.now, origin + .milliseconds(10))
    // What came days later would leave the recovery itself no room.
    let late = origin + (end - origin) * 3
    for stretch in stretches.all where stretch.to <= late { end = max(end, stretch.to) }
    goals = Self.goals(summary)
    // The first target is worth much room; another, where one is to be seen, only some.
    let reach = origin + (end - origin) * (goals.first.map { $0.at <= end } ?? false ? 1.8 : 6)
    for goal in goals where goal.at <= reach { end = max(end, goal.at) }
    self.end = end
  }

  private static func goals(_ summary: RunSummary) -> [Goal] {
    var goals: [Goal] = []
    for service in summary.services {
      guard let at = goal(of: service, in: summary) else { continue }
      if let place = goals.firstIndex(where: { $0.at == at && $0.rto == service.target.rto }) {
        goals[place].services.append(service.id)
      } else {
        goals.append(Goal(at: at, rto: service.target.rto, services: [service.id]))
      }
    }
    return goals.sorted { ($0.at, $0.rto) < ($1.at, $1.rto) }
  }

  /// When the time of a service is up; what only a drill does isn't counted and moves it.
  static func goal(of service: ServiceSummary, in summary: RunSummary) -> Duration? {
    summary.clocks.start(of: service.target.clock).map {
      $0.elapsed + service.target.rto + summary.drillOnlyTime(of: service)
    }
  }

  func x(_ time: Duration) -> Double {
    left + max(0, min(1, (time - origin) / (end - origin))) * (right - left)
  }

  func isBeyond(_ time: Duration) -> Bool { time > end }
}
