internal import RunCore
internal import RunbookModel

/// How a service fared against one of its targets, as a reader is told.
enum TargetResult {
  case met, missed
  /// The run is over and did not show it, or whoever was to accept the service refused to.
  case notMet
  /// The run goes on.
  case notYet
  case unknown
  /// There is no such target.
  case none

  private init(_ judgement: ServiceSummary.Judgement) {
    switch judgement {
    case .met: self = .met
    case .missed: self = .missed
    case .unknown: self = .unknown
    case .none: self = .none
    }
  }

  static func ofTime(_ service: ServiceSummary, in summary: RunSummary) -> Self {
    guard service.rtoJudgement == .unknown else { return Self(service.rtoJudgement) }
    if summary.verdict == nil { return service.countedEnd == nil ? .notYet : .unknown }
    return summary.isUnmet(service) || summary.refusal(of: service) != nil ? .notMet : .unknown
  }

  static func ofData(_ service: ServiceSummary, in summary: RunSummary) -> Self {
    guard service.rpoJudgement == .unknown else { return Self(service.rpoJudgement) }
    if summary.verdict == nil {
      return service.verified == nil && service.madeAfterDisruption == nil ? .notYet : .unknown
    }
    return summary.isUnmet(service) ? .notMet : .unknown
  }

  /// One for each target of time and of data that a service has.
  static func all(in summary: RunSummary) -> [Self] {
    summary.services.flatMap { [ofTime($0, in: summary), ofData($0, in: summary)] }.filter { $0 != .none }
  }

  /// Empty where there is nothing to judge.
  func words(_ say: Phrasebook) -> String {
    switch self {
    case .met: say("met")
    case .missed: say("missed")
    case .notMet: say("not met")
    case .notYet: say("not yet")
    case .unknown: say("unknown")
    case .none: ""
    }
  }

  var tone: String {
    switch self {
    case .met: "good"
    case .missed, .notMet: "bad"
    case .unknown: "warn"
    case .notYet, .none: ""
    }
  }
}
