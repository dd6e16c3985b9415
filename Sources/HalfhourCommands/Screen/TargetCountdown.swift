internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// How a service stands against its target at one moment.
struct TargetCountdown: Hashable {
  var service: ServiceSummary
  /// Since the target's clock began, or since the run began where nobody knows the former.
  var elapsed: Duration
  /// False where the time at which the target's clock began is unknown, so that less is left than it seems.
  var isExact: Bool

  init(_ service: ServiceSummary, in summary: RunSummary, at now: Moment) {
    let start = summary.clocks.start(of: service.target.clock)
    self.service = service
    isExact = start != nil
    let overhead = service.countedRTA == nil ? summary.drillOverhead ?? .zero : .zero
    elapsed = max(.zero, now.elapsed - (start ?? summary.clocks.started ?? now).elapsed - overhead)
  }

  var isOpen: Bool { service.countedEnd == nil }
  var left: Duration { service.target.rto - elapsed }
  var isOver: Bool { left < .zero }

  var since: String {
    guard isExact else { return Self.sinceStart }
    return switch service.target.clock {
    case .disruption: "since the disruption"
    case .declared: "since it was declared"
    case .started: Self.sinceStart
    }
  }

  static let sinceStart = "since the run's start"

  /// `18:42 left`; more than a minute of what is left has to be whole seconds, rounded down.
  var text: String {
    if isOver { return "OVER by \((.zero - left).clockText)" }
    return isExact ? "\(left.clockText) left" : "under \(left.clockText) left"
  }

  var style: ScreenStyle {
    if isOver { return .bad }
    return left * 5 < service.target.rto ? .attention : .strong
  }

  /// The part of the target that is used up.
  var part: Double {
    let target = service.target.rto
    return target > .zero ? elapsed / target : 1
  }
}

extension RunSummary {
  /// Every service against its target, in the plan's order.
  func countdowns(at now: Moment) -> [TargetCountdown] { services.map { TargetCountdown($0, in: self, at: now) } }
}
