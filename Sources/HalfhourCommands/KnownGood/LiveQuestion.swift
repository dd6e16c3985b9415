internal import KnownGood
internal import RecoveryPlanning
internal import RunCore
internal import RunFolders
internal import RunbookLoading
internal import RunbookModel

/// Asks the live service what checks with a known-good answer ask, and nothing else.
///
/// Only those checks and the prechecks whose outputs they use are carried out, each host at its live address.
struct LiveQuestion {
  let options: RunbookOptions
  let live: LiveOptions
  let loaded: LoadedRunbooks

  /// What came of one check.
  struct Asked {
    let check: PlannedStep
    /// Nil where there is no answer that could be recorded.
    let answer: KnownGoodFile?
    let message: String
  }

  /// The checks that are meant, in the plan's order; all of them where none is named.
  private func checks(_ names: [String], in plan: Plan, where isMeant: (KnownGoodExpectation) -> Bool)
    throws(CommandFailure)
    -> [PlannedStep]
  {
    let all = plan.steps.filter { planned in
      planned.excluded == nil && planned.step.hasExpectation && planned.step.expect?.knownGood.map(isMeant) == true
    }
    let known = all.map(\.id.description).joined(separator: ", ")
    guard !names.isEmpty else {
      guard !all.isEmpty else {
        throw CommandFailure(
          "no check of \(options.runbook) has such a `known_good`: `record` and `diff` need a name, `capture` a `beside`"
        )
      }
      return all
    }
    for name in names where !all.contains(where: { $0.isCalled(name) }) {
      throw CommandFailure("no check with such a known-good answer is called \(name). There are: \(known)")
    }
    return all.filter { check in names.contains { check.isCalled($0) } }
  }

  /// The whole plan as it would meet the live service.
  private func plan() throws -> Plan {
    var hosts = HostChoice()
    for text in live.hosts {
      let (name, address) = try NamedValue.split(text, option: "--host", form: "name=address")
      guard hosts.overrides.updateValue(address, forKey: HostName(name)) == nil else {
        throw CommandFailure("--host \(name) is given twice")
      }
    }
    for host in loaded.site.hosts where hosts.overrides[host.name] == nil {
      if host.address(in: .live) != nil {
        hosts.inPlace.insert(host.name)
      } else if host.address(in: .both) == nil {
        // Refused below, but only where a check would meet it.
        hosts.overrides[host.name] = Self.nowhere
      }
    }
    var plan = try PlanMaker.plan(
      withoutBackups, mode: .incident, inputs: options.givenInputs(), hosts: hosts)
    plan.givenOutputs = try givenOutputs(plan)
    return plan
  }

  /// The backup beside which an answer will stand is being made: where others are found doesn't matter.
  private var withoutBackups: LoadedRunbooks {
    var loaded = loaded
    for runbook in loaded.runbooks.indices {
      for step in loaded.runbooks[runbook].steps.indices where loaded.runbooks[runbook].steps[step].hasExpectation {
        guard case .beside(let path) = loaded.runbooks[runbook].steps[step].expect?.knownGood?.source else { continue }
        loaded.runbooks[runbook].steps[step].expect?.knownGood?.source = .beside(SourceText("", start: path.start))
      }
    }
    return loaded
  }

  private static let nowhere = "no-live-address.invalid"

  /// Asks the checks that are meant.
  func ask(_ names: [String], where isMeant: (KnownGoodExpectation) -> Bool) async throws -> [Asked] {
    let plan = try plan()
    return try await ask(try checks(names, in: plan, where: isMeant), in: plan)
  }

  /// Carries out the checks and what they need.
  private func ask(_ checks: [PlannedStep], in plan: Plan) async throws -> [Asked] {
    let kept = try needed(by: checks, in: plan)
    let part = plan.part { kept.contains($0.id) }
    try refuse(part)
    return try await TrialRun(plan: part, loaded: loaded, recordsAnswers: true).carryOut { result in
      try checks.map { check in
        let record = result.state[check.id]
        let message = record?.lastMessage ?? record?.exclusion ?? "it did not run"
        guard record?.outcome == .passed, let last = record?.attempts.last(where: { $0.id.purpose == .work }) else {
          return Asked(check: check, answer: nil, message: message)
        }
        let path = result.folder.observed(of: last.id)
        guard let bytes = FileSource.disk.contents(path) else {
          return Asked(check: check, answer: nil, message: "its answer was not kept")
        }
        return Asked(check: check, answer: try KnownGoodFile.read(bytes, file: path), message: "")
      }
    }
  }

  /// The checks, and the prechecks whose outputs they use.
  private func needed(by checks: [PlannedStep], in plan: Plan) throws(CommandFailure) -> Set<StepID> {
    let steps = Dictionary(plan.steps.map { ($0.id, $0) }) { first, _ in first }
    var kept: Set<StepID> = []
    var open = checks
    while let step = open.popLast() {
      guard kept.insert(step.id).inserted else { continue }
      for need in step.needs where need.usesOutputs && plan.givenOutputs[need.step] == nil {
        guard let used = steps[need.step] else { continue }
        guard used.step.phase == .precheck else {
          throw CommandFailure(
            "\(step.id) uses an output of \(used.id), which is no precheck and so doesn't run here; give it with --output \(used.id.step).NAME=VALUE"
          )
        }
        open.append(used)
      }
    }
    return kept
  }

  /// What would meet a host that isn't live, or change what is.
  private func refuse(_ part: Plan) throws(CommandFailure) {
    for host in part.hosts where host.destination == Self.nowhere {
      throw CommandFailure("host \(host.name) has no `live` address to ask; give one with --host \(host.name)=…")
    }
    for step in part.steps where step.step.asksPeople {
      throw CommandFailure("\(step.id) asks a person, and nobody is asked here; give what it reports with --output")
    }
    guard !live.allowRequests else { return }
    for step in part.steps {
      guard case .http(let probe) = step.step.kind else { continue }
      for request in probe.before + [probe.request]
      where !["GET", "HEAD", "OPTIONS"].contains(request.method.uppercased()) {
        throw CommandFailure(
          "\(step.id) sends a \(request.method) request, which may change the live service; --allow-requests sends it")
      }
    }
  }

  private func givenOutputs(_ plan: Plan) throws(CommandFailure) -> [StepID: [OutputName: String]] {
    var outputs: [StepID: [OutputName: String]] = [:]
    for text in live.outputs {
      let (name, value) = try NamedValue.split(text, option: "--output", form: "step.name=value")
      guard let dot = name.lastIndex(of: ".") else {
        throw CommandFailure("--output \(text): write it as step.name=value")
      }
      let (step, output) = (String(name[..<dot]), OutputName(String(name[name.index(after: dot)...])))
      let found = plan.steps.filter { $0.isCalled(step) && $0.step.outputs.contains(output) }
      guard let id = found.first?.id, found.count == 1 else {
        throw CommandFailure(
          found.isEmpty
            ? "--output \(name): no step \(step) has an output \(output)"
            : "--output \(name): several runbooks have such a step; write runbook.step.name=value")
      }
      outputs[id, default: [:]][output] = value
    }
    return outputs
  }
}

extension PlannedStep {
  /// Whether a person who says this means the step: its own id, or with its runbook's name.
  func isCalled(_ name: String) -> Bool { id.step.text == name || id.description == name }
}
