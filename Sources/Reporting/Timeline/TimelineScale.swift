internal import RunCore
internal import RunbookModel

/// Where a time of the run lies in the picture.
struct TimelineScale {
  static let width = 1_000
  /// Names stand left of it.
  static let left = 390.0
  /// The labels of the last bars stand right of it.
  static let right = 880.0

  /// A line for a target, and the services that it belongs to.
  struct Goal {
    var at: Duration
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
    let actual = max(lanes.map(\.end).max() ?? .zero, summary.clocks.ended?.elapsed ?? .zero, .milliseconds(10))
    // A plan far beyond what happened would make what happened too small to see.
    let planned = min(lanes.map(\.plannedEnd).max() ?? .zero, actual * 2)
    let disruption = summary.clocks.disruption?.elapsed ?? .zero
    let isNear = summary.clocks.disruption != nil && disruption <= .zero && .zero - disruption <= actual * 2
    startsAtDisruption = isNear && disruption < .zero
    origin = isNear ? disruption : .zero
    var end = max(actual, planned)
    let reach = origin + (end - origin) * 1.8
    var goals: [Duration: [String]] = [:]
    var far: [ServiceSummary] = []
    for service in summary.services {
      guard let start = summary.clocks.start(of: service.target.clock) else { continue }
      let at = start.elapsed + service.target.rto
      if at > origin && at <= reach {
        goals[at, default: []].append(service.id.text)
        end = max(end, at)
      } else if at > reach {
        far.append(service)
      }
    }
    self.goals = goals.sorted { $0.key < $1.key }.map { Goal(at: $0.key, services: $0.value) }
    farTargets = far
    self.end = end
  }

  var length: Duration { end - origin }

  func x(_ time: Duration) -> Double {
    Self.left + max(0, min(1, (time - origin) / length)) * (Self.right - Self.left)
  }

  /// A coordinate with one digit behind the point.
  static func text(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
}
