internal import RunEngine

/// What a person sees of a run under way.
protocol Screen: RunObserver {
  func begin()
  /// Leaves the terminal as it was found.
  func end()
  /// Asks what Ctrl-C meant; calls back at most once.
  func askWhetherToStop(_ answer: @escaping @Sendable (StopAnswer) -> Void)
}

/// What a person means by Ctrl-C.
enum StopAnswer: Hashable, Sendable {
  /// End running jobs, clean up, and end the run.
  case stop
  /// Jobs go on; the run is resumed later.
  case leave
  /// It was a mistake, or nobody answered.
  case goOn
}
