internal import Expressions
internal import RunCore
internal import RunbookModel

extension RunExecutor {
  /// Judges the rows that a database's client printed, or says what it complained of.
  func judgeRows(
    _ result: JobResult, elapsed: Duration, into report: inout AttemptReport, _ request: AttemptRequest,
    _ values: AttemptValues
  ) async {
    report.finding = .inconclusive
  }
}
