/// Until when a probe may take, and who may end it before.
package struct ProbeBound: Sendable {
  package var deadline: ContinuousClock.Instant
  package var isCancelled: @Sendable () -> Bool

  package init(deadline: ContinuousClock.Instant, isCancelled: @escaping @Sendable () -> Bool) {
    self.deadline = deadline
    self.isCancelled = isCancelled
  }
}
