internal import Expressions
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension RunExecutor {
  /// What the script of a database's client gets besides the step's own values.
  func databaseValues(of request: AttemptRequest, _ values: AttemptValues) throws(StepProblem) -> [NamedValue] {
    guard request.attempt.purpose == .work, case .sql(let probe) = request.step.step.kind else { return [] }
    let folder = request.step.step.on == nil ? folder(of: request.step.id.runbook) : nil
    return try probe.variables(values, folder: folder)
  }

  /// Judges the rows that a database's client printed, or says what it complained of.
  func judgeRows(
    _ result: JobResult, elapsed: Duration, into report: inout AttemptReport, _ request: AttemptRequest,
    _ values: AttemptValues
  ) async {
    report.finding = .inconclusive
    guard case .sql(let probe) = request.step.step.kind, let exit = report.exit else { return }
    let printed = PrintedRows(result.printed.bytes, isCut: result.printed.isCut, engine: probe.engine)
    guard exit == 0 else { return complain(printed, exit: exit, into: &report, request) }
    guard !printed.isMalformed else {
      report.result = .failed
      report.message = "what the database's client printed can't be read as rows; its log has it"
      return
    }
    let observation = Observation(
      exit: exit, output: printed.table.text, outputIsCut: printed.isCut, table: printed.table, elapsed: elapsed)
    await judge(observation, into: &report, request, values)
  }

  private func complain(
    _ printed: PrintedRows, exit: Int, into report: inout AttemptReport, _ request: AttemptRequest
  ) {
    let complaint = ClientComplaint(printed.complaint)
    let place = request.step.step.on.map { " on \($0)" } ?? " here"
    report.result = .failed
    if exit == 126 || exit == 127 {
      report.message = complaint.text.isEmpty ? report.message : complaint.text + place
    } else if complaint.isTimeOut {
      report.result = .timedOut
      report.message = complaint.text
    } else {
      report.finding = .failed
      if !complaint.text.isEmpty { report.message = complaint.text }
    }
  }
}
