internal import RunCore
internal import RunbookModel

/// One recovery of a service among others of it.
struct TrendPoint: Hashable {
  /// When the run was started.
  var at: WallTime
  /// The recovery time that its target counts; nil where nobody knows it.
  var time: Duration?
  var mode: RunMode
  var judgement: ServiceSummary.Judgement
  /// The run, for the table.
  var run: String

  init(
    at: WallTime, time: Duration?, mode: RunMode, judgement: ServiceSummary.Judgement = .none, run: String = ""
  ) {
    self.at = at
    self.time = time
    self.mode = mode
    self.judgement = judgement
    self.run = run
  }
}
