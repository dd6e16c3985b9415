internal import Dispatch
internal import Expressions
internal import Glibc
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel
internal import Templates

/// A `copy` or `template` step; a file appears whole or not at all, so doing it again does no harm.
struct FileAttempt: Sendable {
  let request: AttemptRequest
  let values: AttemptValues
  /// The runbook's folder, from which relative paths are read.
  let folder: String
  /// As the plan gives it.
  let runbookPath: String
  let planFile: @Sendable (String) -> String
  let pool: HostPool
  /// Where the attempt's log goes, which only a copy to or from a host has.
  let logPath: String

  let cancellation = Cancellation()

  /// Does the work: here on a thread of its own, so that files however large, or a dead file server, hold up nothing else.
  func report() async -> AttemptReport {
    let started = ClockReading.now()
    var report: AttemptReport
    do throws(FileFailure) {
      if let copy = try hostCopy(TransferWatch(deadline: deadline(from: started), cancellation: cancellation)) {
        report = await HostFileReport(copy: copy, redactor: values.redactor).make()
      } else {
        report = await withCheckedContinuation { continuation in
          DispatchQueue(label: "files of \(request.attempt)").async { continuation.resume(returning: work(started)) }
        }
      }
    } catch {
      report = AttemptReport(.succeeded)
      take(error, into: &report)
    }
    report.times = AttemptTimes(started: Stamp(started), ended: Stamp(.now()))
    return report
  }

  /// Says what came of it; ends early when it is cancelled or its time-out has passed.
  private func work(_ started: ClockReading) -> AttemptReport {
    var report = AttemptReport(.succeeded)
    do {
      try perform(FileCopier(deadline: deadline(from: started), cancellation: cancellation))
    } catch {
      take(error, into: &report)
    }
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

  private func perform(_ template: TemplateFile, _ copier: FileCopier) throws {
    let target = PathText.resolve(try values.fill(template.to), in: folder)
    try copier.write(try rendered(template, copier), to: target, mode: try mode(of: template))
  }

  /// A file with a secret in it is for its owner alone unless `mode` says else.
  private func mode(of template: TemplateFile) throws(StepProblem) -> mode_t {
    try mode(template.mode) ?? (values.holdsSecrets ? 0o600 : 0o644)
  }

  /// The template as it was when the plan was made, with its values.
  private func rendered(_ template: TemplateFile, _ copier: FileCopier) throws -> [UInt8] {
    let path = try values.fill(template.from)
    let source = planFile(PathText.join(PathText.folder(of: runbookPath), path))
    let text = try copier.read(source, atMost: 8 << 20)
    guard let text = String(validating: text, as: UTF8.self) else { throw StepProblem("\(path) is not text in UTF-8") }
    do {
      let names = Dictionary(values.variables.map { ($0.name, TemplateValue.string($0.value)) }) { first, _ in first }
      return Array(try Template.parse(text, file: path, mode: .text).render(.map(names)).utf8)
    } catch {
      throw StepProblem("\(error)")
    }
  }

  // MARK: - Hosts

  /// The copy that the step asks for, where one of its ends is on a host, or another user's.
  private func hostCopy(_ watch: TransferWatch) throws(FileFailure) -> HostCopy? {
    do {
      switch request.step.step.kind {
      case .copy(let copy): return try hostCopy(copy, watch)
      case .template(let template): return try hostCopy(template, watch)
      default: return nil
      }
    } catch let problem as StepProblem {
      throw .problem(problem)
    } catch let failure as FileFailure {
      throw failure
    } catch {
      throw .problem(StepProblem("\(error)"))
    }
  }

  private func hostCopy(_ copy: Copy, _ watch: TransferWatch) throws -> HostCopy? {
    let (source, target) = (try end(copy.from), try end(copy.to))
    guard source.site != nil || target.site != nil else { return nil }
    try refuseShared(target)
    return HostCopy(
      content: .end(source), target: target, mode: try mode(copy.mode).map { UInt32($0) }, step: stagingName,
      desk: FilesDesk(watch: watch), log: TransferLog(path: logPath, redactor: values.redactor),
      hasOpenPaths: [source.path, target.path].allSatisfy { values.redactor.redacted($0) == $0 })
  }

  private func hostCopy(_ template: TemplateFile, _ watch: TransferWatch) throws -> HostCopy? {
    let step = request.step.step
    guard step.on != nil || step.become != nil else { return nil }
    let path = try values.fill(template.to)
    let target: CopyEnd
    if let name = step.on {
      target = CopyEnd(site: try site(name), path: path)
    } else {
      target = CopyEnd(site: pool.site(nil, as: step.become), path: PathText.resolve(path, in: folder))
    }
    try refuseShared(target)
    let copier = FileCopier(deadline: watch.deadline, cancellation: cancellation)
    return HostCopy(
      content: .bytes(try rendered(template, copier)), target: target, mode: UInt32(try mode(of: template)),
      step: stagingName, desk: FilesDesk(watch: watch), log: TransferLog(path: logPath, redactor: values.redactor),
      hasOpenPaths: true)
  }

  /// What the names of unfinished files follow from: a repeat replaces what an earlier try left behind.
  private var stagingName: String { "\(request.run)\n\(request.step.id)" }

  /// One end: `host:path`, by what the author wrote and not by what a value holds, or a path of this machine.
  private func end(_ text: SourceText) throws -> CopyEnd {
    let filled = try values.fill(text)
    guard let host = AddressText.hostPrefix(of: text.text) else {
      return CopyEnd(site: nil, path: PathText.resolve(filled, in: folder))
    }
    return CopyEnd(site: try site(host), path: String(filled.dropFirst(host.text.count + 1)))
  }

  private func site(_ host: HostName) throws(StepProblem) -> HostSite {
    guard let access = request.hosts[host] else {
      throw StepProblem(
        "nothing is known of the host \(host); a path on this machine that holds a colon begins with \"./\" or \"/\"")
    }
    return pool.site(access, as: request.step.step.become)
  }

  /// A host that is the same in every mode is only read from.
  private func refuseShared(_ target: CopyEnd) throws(StepProblem) {
    guard let access = target.site?.access, access.isShared else { return }
    throw StepProblem("\(access.name) is one host for every mode, which is only read from; nothing was written to it")
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
