internal import RunCore
internal import RunbookModel

/// The outcome of many services at once; the table below has each of them.
extension ReportWords {
  /// The most services that a sentence names.
  private static let mostNames = 6

  var together: [String] {
    let time = ([met, slowest].compactMap { $0 } + late + open + [checks].compactMap { $0 }).joined(separator: " ")
    let old = summary.services.filter { $0.rpoJudgement == .missed }
    return old.isEmpty ? [time] : [time, say("Over their targets for the age of the data: \(names(old)).")]
  }

  private var met: String {
    let (all, met) = (summary.services.count, summary.services.count { $0.rtoJudgement == .met })
    return met == all
      ? say("All \(all) services were back within their targets.")
      : say("\(met) of \(all) services were back within their targets.")
  }

  private var slowest: String? {
    let measured = summary.services.filter { $0.rtoJudgement != .unknown && $0.countedRTA != nil }
    guard let last = measured.max(by: { ($0.countedRTA ?? .zero) < ($1.countedRTA ?? .zero) }),
      let time = last.countedRTA, measured.count > 1
    else { return nil }
    return say("The slowest was \(summary.name(last)), after \(say.spoken(time)).")
  }

  private var late: [String] {
    let late = summary.services.filter { $0.rtoJudgement == .missed }
    guard !late.isEmpty else { return [] }
    let words = late.prefix(Self.mostNames).map { service in
      let over = say.spoken((service.countedRTA ?? .zero) - service.target.rto)
      return say("\(summary.name(service)) by \(over)")
    }
    return [say("Targets were missed: \(cut(words, of: late.count)).")]
  }

  /// Those that did not come to the end that their targets count, and those of which nobody knows since when.
  private var open: [String] {
    let rest = summary.services.filter { $0.rtoJudgement == .unknown }
    let isOpen = summary.verdict == nil
    let over = rest.filter { summary.overTarget($0).map { $0 > .zero } ?? false }
    let refused = rest.filter { !isOpen && summary.refusal(of: $0) != nil }
    let unverified = rest.filter { $0.verified == nil }
    let unaccepted = rest.filter { service in
      service.verified != nil && service.countedEnd == nil && !refused.contains { $0.id == service.id }
    }
    let timeless = rest.filter { $0.verified != nil && $0.countedEnd != nil }
    let sentences = [
      unverified.isEmpty
        ? nil
        : isOpen ? say("Not back yet: \(names(unverified)).") : say("Not verified to be back: \(names(unverified))."),
      unaccepted.isEmpty
        ? nil
        : isOpen
          ? say("Back, but not accepted yet: \(names(unaccepted)).")
          : say("Back, but not accepted: \(names(unaccepted))."),
      over.isEmpty ? nil : say("Already over their targets: \(names(over))."),
      refused.isEmpty ? nil : say("Back, but its acceptance was refused: \(names(refused))."),
      timeless.isEmpty ? nil : say("How long they were gone is unknown: \(names(timeless))."),
    ]
    return sentences.compactMap { $0 }
  }

  private var checks: String? {
    let checks = summary.services.filter { $0.verified != nil }.flatMap(summary.checks)
    let failed = checks.count { $0.status != .passed && $0.status != .alreadyDone }
    guard failed > 0 else { return nil }
    return failed == 1
      ? say("But 1 of the \(checks.count) checks of those that were back did not pass.")
      : say("But \(failed) of the \(checks.count) checks of those that were back did not pass.")
  }

  private func names(_ services: [ServiceSummary]) -> String {
    cut(services.prefix(Self.mostNames).map(summary.name), of: services.count)
  }

  private func cut(_ words: [String], of count: Int) -> String {
    let list = words.joined(separator: ", ")
    return count > words.count ? say("\(list) and \(count - words.count) more") : list
  }
}
