internal import Digests
internal import Foundation
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
    var lines = ListingHeading(plan: plan, width: width).lines
    lines += commands ? CommandListing(plan: plan, times: times).lines : StepTableListing(plan, times, width).lines
    lines += TimeListing(plan: plan, times: times, width: width).lines
    return lines.joined(separator: "\n") + "\n"
  }

  /// The plan, its hash, its stages and its times as JSON with sorted keys, ending with a newline.
  package func json() -> String {
    let document = Document(
      hash: PlanText(of: plan).hash.description, criticalPath: times.criticalPath,
      criticalTime: DurationText(wrappedValue: times.criticalTime), stages: times.stages, services: times.services,
      plan: plan)
    return String(decoding: CanonicalJSON.bytes(of: document), as: UTF8.self) + "\n"
  }

  private struct Document: Encodable {
    var hash: String
    var criticalPath: [StepID]
    var criticalTime: DurationText
    var stages: [[StepID]]
    var services: [PlanTimes.ServiceTime]
    var plan: Plan
  }
}
