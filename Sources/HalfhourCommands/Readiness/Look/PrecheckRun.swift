internal import Foundation
internal import RecoveryPlanning
internal import RunCore
internal import RunFolders
internal import RunbookLoading
internal import RunbookModel
internal import StepExecutors

/// Carries out the prechecks of a runbook as a drill would, and looks at its hosts and secrets; changes nothing.
struct PrecheckRun {
  let plan: Plan
  let loaded: LoadedRunbooks
  /// The inputs that were given for this runbook.
  let given: [GivenInput]

  private static let phases: Set<Phase> = [.triage, .precheck]

  func record() async throws -> PrecheckRecord {
    let started = SystemClock().now().wall
    // Nobody is there to be asked.
    let part = plan.part { Self.phases.contains($0.step.phase) && !$0.step.asksPeople }
    var steps: [PrecheckRecord.Look] = []
    var backup: NewestBackup?
    if !part.steps.isEmpty {
      (steps, backup) = try await TrialRun(plan: part, loaded: loaded).carryOut { result in
        (
          RunSummary(of: result.state).steps.map { Self.look($0, in: result.folder) },
          NewestBackup(of: plan, after: result.state)
        )
      }
    }
    let subjects = await secrets() + tools() + (try await hosts())
    let root = plan.runbooks.first { $0.name == plan.root }
    return PrecheckRecord(
      site: plan.site.name, service: root?.service?.text ?? "", runbook: plan.root.text, path: root?.path ?? "",
      started: started, ended: SystemClock().now().wall, by: Me.operation, machine: Me.machine,
      version: HalfhourCommand.version, inputs: Dictionary(given.map { ($0.name, $0.value) }) { first, _ in first },
      steps: steps, subjects: subjects, recoveryPoint: backup?.point, bytes: backup?.bytes)
  }

  private static func look(_ step: StepSummary, in folder: RunFolder) -> PrecheckRecord.Look {
    var look = PrecheckRecord.Look(
      id: step.id.step.text, title: step.title, phase: step.phase.rawValue, host: step.host,
      status: step.status.rawValue, exit: step.exit, message: step.message)
    if !look.isWell, let last = step.attempts.last { look.printed = LastWords.of(folder.log(of: last.id)) }
    return look
  }

  private func secrets() async -> [PrecheckRecord.Subject] {
    let look = SecretLook(base: FileManager.default.currentDirectoryPath, environment: Me.environment)
    var found: [PrecheckRecord.Subject] = []
    for runbook in plan.runbooks {
      found += await look.problems(of: runbook).map { secret, problem in
        PrecheckRecord.Subject(kind: .secret, name: secret.text, problem: problem, stops: problem != nil)
      }
    }
    return found
  }

  /// The clients of databases that checks on this machine call; one that is missing may be what install installs.
  private func tools() -> [PrecheckRecord.Subject] {
    let mayComeLater = plan.steps.contains { $0.step.phase == .install && $0.step.on == nil && $0.excluded == nil }
    var engines: [SQLProbe.Engine] = []
    for step in plan.steps where step.excluded == nil && step.step.on == nil {
      if case .sql(let probe) = step.step.kind, !engines.contains(probe.engine) { engines.append(probe.engine) }
    }
    return engines.map { engine in
      let names = DatabaseClient.names(for: engine)
      let isThere = DatabaseClient.isInstalled(names, path: Me.environment["PATH"] ?? "")
      let problem = isThere ? nil : "not installed here, and checks of \(engine.rawValue) need it"
      return PrecheckRecord.Subject(
        kind: .tool, name: names[0], problem: problem, stops: !isThere && !mayComeLater)
    }
  }

  /// A host that only provisioning brings up need not answer before that.
  private func hosts() async throws -> [PrecheckRecord.Subject] {
    let mayComeLater = plan.steps.contains { $0.step.phase == .provision && $0.excluded == nil }
    return try await HostLook.findings(plan).map(JudgedHost.init).map { host in
      let words = host.problems.map(\.words).joined(separator: "; ")
      var stops = !host.isReady
      if case .unreachable = host.findings.meeting, mayComeLater { stops = false }
      return PrecheckRecord.Subject(
        kind: .host, name: host.name, problem: words.isEmpty ? nil : words, stops: stops)
    }
  }
}
