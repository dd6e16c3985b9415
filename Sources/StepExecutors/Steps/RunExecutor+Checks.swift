internal import Expressions
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension RunExecutor {
  /// Judges what a check saw: result, message and finding of the report follow from it.
  ///
  /// What it captured on the way stands in no answer that is kept: it is as good as a password, and new each time.
  func judge(
    _ observation: Observation, into report: inout AttemptReport, _ request: AttemptRequest, _ values: AttemptValues,
    captured: [String: String] = [:]
  ) async {
    let step = request.step.step
    do throws(StepProblem) {
      let check = ExpectationCheck(kind: step.kindWord, expect: step.expect, values: values)
      var mismatches = try check.mismatches(observation)
      var finding = CheckFinding.held
      do throws(StepProblem) {
        let verdict = try await knownGoodVerdict(
          observation, holdsOtherwise: mismatches.isEmpty, request, values.hiding(captured))
        switch verdict {
        case .holds: break
        case .stale: finding = .stale
        case .differs(let mismatch): mismatches.append(mismatch)
        }
      } catch {
        // What is known to have failed is told first; without a recorded answer nothing more is known.
        guard !mismatches.isEmpty else { throw error }
      }
      report.result = mismatches.isEmpty ? .succeeded : .failed
      report.message = mismatches.isEmpty ? nil : mismatches.map(ExpectationCheck.words).joined(separator: "\n")
      report.finding = mismatches.isEmpty ? finding : .failed
    } catch {
      report.result = .failed
      report.message = error.message
      report.finding = .inconclusive
    }
  }

  /// Judges what a job that is a check printed, and how it ended.
  func judge(
    _ result: JobResult, into report: inout AttemptReport, _ request: AttemptRequest, _ values: AttemptValues
  ) async {
    let elapsed = report.times.map { $0.ended.uptime - $0.started.uptime } ?? .zero
    if request.step.step.kindWord == .sql {
      return await judgeRows(result, elapsed: elapsed, into: &report, request, values)
    }
    guard let exit = report.exit, exit != 126, exit != 127, result.outputProblems.isEmpty else {
      report.finding = .inconclusive
      return
    }
    let observation = Observation(
      exit: exit, output: String(decoding: result.printed.bytes, as: UTF8.self), outputIsCut: result.printed.isCut,
      elapsed: elapsed)
    await judge(observation, into: &report, request, values)
  }
}
