internal import Digests
internal import RecoveryPlanning
internal import RunbookLoading
internal import RunbookModel

/// Compiles loaded runbooks into the plan of one run.
enum PlanMaker {
  /// The plan, after printing what is wrong; throws the exit status when there is none, or it can't be carried out.
  static func plan(
    _ loaded: LoadedRunbooks, mode: RunMode, inputs: [GivenInput], hosts: HostChoice, proves: Bool = false
  ) throws -> Plan {
    var request = request(
      for: loaded, mode: mode, inputs: inputs, hosts: hosts, files: loaded.files.map(PlannedFile.init))
    request.proves = proves
    if proves { try requireBreaks(request) }
    let (plan, diagnostics) = RecoveryPlanner.plan(request)
    DiagnosticPrinter.print(diagnostics)
    guard let plan else { throw ExitStatus.invalid }
    return plan
  }

  private static func requireBreaks(_ request: PlanRequest) throws(CommandFailure) {
    guard request.mode == .drill else {
      throw CommandFailure("--prove breaks things on purpose, so it is for drills alone")
    }
    guard request.runbooks.allSatisfy(\.breaks.isEmpty) else { return }
    throw CommandFailure(
      "\(request.root.name) has no `breaks`, so there is nothing that --prove could do: write some under `breaks:` in the "
        + "runbook, or run the drill without it")
  }

  /// What planning has to say for a drill and, with what was said of hosts, for an incident, whatever the inputs will be.
  static func check(_ loaded: LoadedRunbooks, hosts: HostChoice) -> [Diagnostic] {
    let missing = Set(loaded.runbooks.flatMap(\.inputs).filter { $0.standard == nil }.map(\.name.text))
    let inputs = missing.sorted().map { GivenInput($0, "") }
    return RecoveryPlanner.check(request(for: loaded, mode: .drill, inputs: inputs, hosts: hosts), in: RunMode.allCases)
  }

  /// The plan of a drill whatever its inputs will be, without a word printed.
  static func quietPlan(_ loaded: LoadedRunbooks) -> (Plan?, [Diagnostic]) {
    let missing = Set(loaded.runbooks.flatMap(\.inputs).filter { $0.standard == nil }.map(\.name.text))
    return RecoveryPlanner.plan(
      request(
        for: loaded, mode: .drill, inputs: missing.sorted().map { GivenInput($0, "") }, hosts: HostChoice(),
        files: loaded.files.map(PlannedFile.init)))
  }

  /// The digests of files are for a plan; who only checks does without.
  static func request(
    for loaded: LoadedRunbooks, mode: RunMode, inputs: [GivenInput], hosts: HostChoice,
    files: [PlannedFile] = []
  ) -> PlanRequest {
    var request = PlanRequest(
      site: loaded.site, root: loaded.root, runbooks: loaded.runbooks, paths: loaded.paths, mode: mode, inputs: inputs,
      files: files,
      // A recorded answer may well tell of live addresses: it is compared, and never carried out.
      texts: loaded.files.filter { !$0.steps.isEmpty && $0.part != .knownGood }.compactMap { file in
        String(validating: file.bytes, as: UTF8.self).map { FileText(path: file.path, steps: file.steps, text: $0) }
      })
    request.take(hosts)
    for file in loaded.files where file.part == .knownGood {
      for step in file.steps { request.knownGood[step] = file.path }
    }
    return request
  }
}

extension PlannedFile {
  init(_ file: TakenFile) {
    self.init(
      path: file.path, sha256: SHA256Digest(of: file.bytes).description, size: file.bytes.count,
      executable: file.executable)
  }
}
