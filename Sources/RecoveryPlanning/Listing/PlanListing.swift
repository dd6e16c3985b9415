internal import RunbookModel

/// A plan for reading: nothing is executed, and no secret is resolved.
package struct PlanListing: Sendable {
  package let plan: Plan
  private let times: PlanTimes

  package init(_ plan: Plan) {
    self.plan = plan
    times = PlanTimes(plan)
  }

  /// What `halfhour plan` prints, ending with a newline; with `commands` exactly what would run, step by step.
  ///
  /// Paths and scripts are never cut, so that with `commands` a line may be longer than the width.
  package func text(width: Int = 80, commands: Bool = false) -> String {
    let width = max(40, width)
    var page = ListingPage()
    page.add(lines: ListingHeading(plan: plan, width: width).lines)
    page.add(lines: HostListing(plan: plan, width: width).lines)
    if commands {
      CommandListing(plan: plan, times: times).write(to: &page)
    } else {
      StepTableListing(plan, times, width).write(to: &page)
    }
    page.add(lines: TimeListing(plan: plan, times: times, width: width).lines)
    return String(decoding: page.bytes, as: UTF8.self)
  }

  /// The plan, its hash, its stages and its times as JSON with sorted keys, ending with a newline.
  package func json() -> String {
    let document = PlanDocument(plan: plan, times: times)
    return JSONWriter.text(of: document) + "\n"
  }
}
