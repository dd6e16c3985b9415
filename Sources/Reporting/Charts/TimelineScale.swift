internal import RunCore
internal import RunbookModel

/// Where a time of the run lies in the picture.
struct TimelineScale {
  static let width = 1_000.0
  /// The column of phases.
  static let headings = 84.0
  /// Names stand left of it.
  static let left = 390.0
  /// The labels of the last bars stand right of it.
  let right: Double

  /// A line for a target, and the services that it belongs to.
  struct Goal {
    var at: Duration
    var rto: Duration
    var services: [String]
  }

  /// The time at the left edge: the disruption where it is near enough to be shown, else the start of the run.
  let origin: Duration
  let end: Duration
  /// Targets within the picture, the earliest first.
  let goals: [Goal]
  /// The targets that lie too far to the right to be shown.
  let farTargets: [ServiceSummary]
  let startsAtDisruption: Bool

  init(_ summary: RunSummary, lanes: [TimelineLane]) {
    let widest = lanes.map { ChartText.width(of: $0.label) }.max() ?? 0
    right = Self.width - max(90, min(240, widest + 18))
    let actual = max(lanes.map(\.end).max() ?? .zero, summary.clocks.ended?.elapsed ?? .zero, .milliseconds(10))
    // A plan far beyond what happened would make what happened too small to see.
    let planned = min(lanes.map(\.plannedEnd).max() ?? .zero, actual * 2)
    let disruption = summary.clocks.disruption?.elapsed ?? .zero
    let isNear = summary.clocks.disruption != nil && disruption <= .zero && .zero - disruption <= actual * 2
    startsAtDisruption = isNear && disruption < .zero
    origin = isNear ? disruption : .zero
    var end = max(actual, planned)
    let reach = origin + (end - origin) * 1.8
    var goals: [Goal] = []
    var far: [ServiceSummary] = []
    for service in summary.services {
      guard let at = TimeBarScale.goal(of: service, in: summary) else { continue }
      if at > origin && at <= reach {
        if let place = goals.firstIndex(where: { $0.at == at && $0.rto == service.target.rto }) {
          goals[place].services.append(service.id.text)
        } else {
          goals.append(Goal(at: at, rto: service.target.rto, services: [service.id.text]))
        }
        end = max(end, at)
      } else if at > reach {
        far.append(service)
      }
    }
    self.goals = goals.sorted { ($0.at, $0.rto) < ($1.at, $1.rto) }
    farTargets = far
    self.end = end
  }

  var length: Duration { end - origin }

  func x(_ time: Duration) -> Double {
    Self.left + max(0, min(1, (time - origin) / length)) * (right - Self.left)
  }
}
