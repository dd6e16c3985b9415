internal import RunEngine

/// What a person sees of a run under way.
protocol Screen: RunObserver {
  func begin()
  /// Leaves the terminal as it was found.
  func end()
  /// Asks what Ctrl-C meant; calls back at most once.
  func askWhetherToStop(_ answer: @escaping @Sendable (StopAnswer) -> Void)
  /// Lets a person answer the run's questions here; before `begin`.
  func takeAnswers(_ post: AnswerPost)
  /// Whether somebody can; then a run waits for them rather than ending its process.
  var takesAnswers: Bool { get }
}

extension Screen {
  func takeAnswers(_ post: AnswerPost) {}
  var takesAnswers: Bool { false }
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
