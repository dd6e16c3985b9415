internal import RunbookModel

/// What a drill can't prove of its checks, and the breaks that it doesn't do.
struct ProofListing {
  var plan: Plan
  var width: Int

  var lines: [String] {
    guard plan.mode == .drill else { return [] }
    return unseen + breaks
  }

  private var unseen: [String] {
    let unseen = plan.steps.compactMap { planned -> (String, String)? in
      guard let reason = planned.unseen ?? skip(planned.step), planned.excluded == nil, planned.healthOf == nil else {
        return nil
      }
      return (plan.title(of: planned.id), reason)
    }
    guard !unseen.isEmpty else { return [] }
    let names = min(unseen.map { ListingText.width(of: $0.0) }.max() ?? 0, max(12, width * 3 / 10))
    return ["Not seen red before there are data"]
      + unseen.flatMap { name, reason in
        ListingText.wrap(ListingText.harmless(reason), width: max(20, width - names - 4)).enumerated().map {
          line, text in
          "  " + ListingText.pad(line == 0 ? name : "", to: names) + "  " + text
        }
      } + [""]
  }

  private func skip(_ step: Step) -> String? {
    step.phase == .verify && step.isCheck ? step.seenRedSkip.map { "its author: \($0)" } : nil
  }

  private var breaks: [String] {
    let count = plan.runbooks.reduce(0) { $0 + $1.breaks }
    guard count > 0, !plan.steps.contains(where: { $0.proof?.damage != nil }) else { return [] }
    let words =
      count == 1
      ? "There is 1 break, which this drill doesn't do" : "There are \(count) breaks, none of which this drill does"
    return ListingText.wrap("\(words): run with --prove to see which checks notice.", width: width) + [""]
  }
}
