internal import Dispatch
internal import Expressions
internal import Glibc
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel
internal import Templates

/// A `copy` or `template` step on this machine; a file appears whole or not at all, so doing it again does no harm.
struct FileAttempt: Sendable {
  let request: AttemptRequest
  let values: AttemptValues
  /// The runbook's folder, from which relative paths are read.
  let folder: String
  /// As the plan gives it.
  let runbookPath: String
  let planFile: @Sendable (String) -> String

  let cancellation = Cancellation()

  /// Does the work on a thread of its own, so that files however large, or a dead file server, hold up nothing else.
  func report() async -> AttemptReport {
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "files of \(request.attempt)").async { continuation.resume(returning: work()) }
    }
  }

  /// Says what came of it; ends early when it is cancelled or its time-out has passed.
  private func work() -> AttemptReport {
    let started = ClockReading.now()
    var report = AttemptReport(.succeeded)
    do {
      try perform(FileCopier(deadline: deadline(from: started), cancellation: cancellation))
    } catch {
      take(error, into: &report)
    }
    report.times = AttemptTimes(started: Stamp(started), ended: Stamp(.now()))
    return report
  }

  private func take(_ failure: FileFailure, into report: inout AttemptReport) {
    switch failure {
    case .cancelled: report.result = .cancelled
    case .timedOut:
      report.result = .timedOut
      report.message = "took longer than its time-out"
    case .problem(let problem):
      report.result = .failed
      report.message = values.redactor.redacted(problem.message)
    }
  }

  private func deadline(from started: ClockReading) -> Int64? {
    request.step.step.timeout.map { started.boot + $0.nanoseconds }
  }

  private func perform(_ copier: FileCopier) throws(FileFailure) {
    do {
      switch request.step.step.kind {
      case .copy(let copy): try perform(copy, copier)
      case .template(let template): try perform(template, copier)
      default: throw FileFailure.problem(StepProblem("a step of this kind can't be carried out here"))
      }
    } catch let failure as FileFailure {
      throw failure
    } catch let problem as StepProblem {
      throw .problem(problem)
    } catch {
      throw .problem(StepProblem("\(error)"))
    }
  }

  private func perform(_ copy: Copy, _ copier: FileCopier) throws {
    let source = PathText.resolve(try values.fill(copy.from), in: folder)
    var target = PathText.resolve(try values.fill(copy.to), in: folder)
    if PathText.endsInSlash(target) { target += PathText.name(of: source) }
    try copier.copy(source, to: target, mode: try mode(copy.mode))
  }

  /// The template as it was when the plan was made; a file with a secret in it is for its owner alone unless `mode` says else.
  private func perform(_ template: TemplateFile, _ copier: FileCopier) throws {
    let path = try values.fill(template.from)
    let source = planFile(PathText.join(PathText.folder(of: runbookPath), path))
    let target = PathText.resolve(try values.fill(template.to), in: folder)
    let text = try copier.read(source, atMost: 8 << 20)
    guard let text = String(validating: text, as: UTF8.self) else { throw StepProblem("\(path) is not text in UTF-8") }
    let rendered: String
    do {
      let names = Dictionary(values.variables.map { ($0.name, TemplateValue.string($0.value)) }) { first, _ in first }
      rendered = try Template.parse(text, file: path, mode: .text).render(.map(names))
    } catch {
      throw StepProblem("\(error)")
    }
    try copier.write(
      Array(rendered.utf8), to: target, mode: try mode(template.mode) ?? (values.holdsSecrets ? 0o600 : 0o644))
  }

  private func mode(_ text: String?) throws(StepProblem) -> mode_t? {
    guard let text else { return nil }
    guard let mode = mode_t(text, radix: 8), mode <= 0o7777 else {
      throw StepProblem("\(text) is not a file mode in octal")
    }
    return mode
  }
}

/// Why files were not written.
enum FileFailure: Error {
  case cancelled, timedOut
  case problem(StepProblem)
}
