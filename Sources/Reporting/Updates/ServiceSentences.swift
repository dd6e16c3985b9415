internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What there is to say of one service.
struct ServiceSentences {
  let standing: ServiceStanding
  let isDrill: Bool

  init(of standing: ServiceStanding, isDrill: Bool) {
    self.standing = standing
    self.isDrill = isDrill
  }

  private var service: ServiceSummary { standing.summary }
  private var target: String { service.target.rto.saidText }

  /// When the target will have been missed; nil where nobody knows when its time began.
  private var deadline: String? {
    guard let start = standing.start else { return nil }
    let overhead = standing.elapsedWithOverhead - standing.elapsed
    return (start.wall + service.target.rto + overhead).hourAndMinute
  }

  /// One line on how it stands.
  func now(isOver: Bool) -> String {
    let name = service.id.text
    if let back = standing.back {
      return "\(name): back since \(back.wall.hourAndMinute), after \(standing.elapsed.saidText); target \(target)"
        + judgement
    }
    if isOver { return "\(name): not \(service.target.until.rawValue) when the run ended" }
    guard standing.start != nil else {
      return
        "\(name): down; when that began is not known. The run has taken \(standing.elapsed.saidText) of \(target)"
    }
    let down = "\(name): down for \(standing.elapsed.saidText)"
    if standing.left < .zero { return "\(down), \((.zero - standing.left).saidText) over its target of \(target)" }
    return "\(down), \(standing.left.saidText) left of \(target)" + (deadline.map { ", until \($0)" } ?? "")
  }

  private var judgement: String {
    switch service.rtoJudgement {
    case .met: ", met"
    case .missed: ", missed"
    case .unknown, .none: service.verified == nil ? ", and no check shows that it works" : ""
    }
  }

  var isBack: String {
    guard let back = standing.back else { return "\(service.id) is back." }
    let how = service.countsAcceptance ? "accepted" : "verified"
    let time = "\(how) at \(back.wall.hourAndMinute)"
    guard standing.start != nil else {
      return "\(service.id) is back: \(time). Its recovery time is not known, because nobody said when it went down."
    }
    let words = "\(service.id) is back: \(time), after \(standing.elapsed.saidText)."
    if standing.left < .zero { return "\(words) The target of \(target) was missed." }
    return service.verified == nil
      ? "\(words) No check shows that it works, so its target of \(target) is not met."
      : "\(words) The target of \(target) was met."
  }

  func isDown(_ planned: PlannedService?) -> String {
    let since = standing.start.map { " since \($0.wall.hourAndMinute)" } ?? ""
    let down = isDrill ? "\(service.id) counts as down\(since) in this exercise." : "\(service.id) is down\(since)."
    let due = deadline.map { "It should be back by \($0)." } ?? "It should be back within \(target)."
    let meanwhile = service.fallback.map { "Meanwhile: \($0)" }
    let vendor = planned?.vendor.map { vendor in
      [
        isDrill ? "To call in an incident: \(vendor.name)" : "Call \(vendor.name)",
        vendor.phone.map { "telephone \($0)" }, vendor.contract.map { "contract \($0)" },
        vendor.hours.map { "hours \($0)" },
      ].compactMap { $0 }.joined(separator: ", ") + "."
    }
    return [down, due, meanwhile, vendor].compactMap { $0 }.joined(separator: " ")
  }

  var halfUsed: String? {
    guard standing.back == nil else { return nil }
    return "Half of the time for \(service.id) is used: \(standing.elapsed.saidText) of \(target)"
      + (deadline.map { "; it should be back by \($0)." } ?? ".")
  }

  var targetNear: String? {
    guard standing.back == nil else { return nil }
    guard standing.left > .zero else {
      return "\(service.id) is \((.zero - standing.left).saidText) over its target of \(target)."
    }
    return "The target for \(service.id) is about to be missed: \(standing.left.saidText) of \(target) are left"
      + (deadline.map { ", until \($0)." } ?? ".")
  }
}
