internal import Expressions
internal import RunbookModel

/// Lets a drill try its checks before there are data, where each must fail (DESIGN.md section 3.8).
///
/// They stand between install and restore, side by side, and `NeedsResolver` lets nothing pass them.
struct SeenRed {
  private let runbooks: [Runbook]
  private let numbers: [RunbookName: Int]
  /// For each host the steps that give it its address.
  private var providers: [HostName: [(runbook: Int, step: Int)]] = [:]

  static func add(to prepared: inout PreparedRunbooks, _ request: PlanRequest) {
    let finder = SeenRed(prepared.runbooks, told: Set(request.hostOverrides.keys))
    for number in prepared.runbooks.indices {
      let runbook = prepared.runbooks[number]
      let checks = prepared.checks(of: runbook, in: [.verify]).filter { $0.seenRedSkip == nil }
      guard !checks.isEmpty else { continue }
      let place = runbook.steps.firstIndex { $0.phase > .install } ?? runbook.steps.endIndex
      var names = AddedNames(runbook)
      var steps: [Step] = []
      for check in checks {
        let id = StepID(runbook.name, check.id)
        switch finder.references(of: check, in: number, before: place) {
        case .failure(let late): prepared.unseen[id] = late.reason
        case .success(let references):
          let step = Self.step(check, names.name("seen-red-\(check.id)"), waitingFor: references)
          prepared.proofs[StepID(runbook.name, step.id)] = .seenRed(of: id)
          steps.append(step)
        }
      }
      prepared.runbooks[number].steps.insert(contentsOf: steps, at: place)
    }
  }

  private init(_ runbooks: [Runbook], told: Set<HostName>) {
    self.runbooks = runbooks
    numbers = Dictionary(runbooks.enumerated().map { ($1.name, $0) }) { first, _ in first }
    for (number, runbook) in runbooks.enumerated() {
      for (place, step) in runbook.steps.enumerated() where step.only != .incident {
        guard let host = step.provides?.host, !told.contains(host) else { continue }
        providers[host, default: []].append((number, place))
      }
    }
  }

  /// What a check uses comes too late for it to be tried before there are data.
  private struct TooLate: Error { var reason: String }

  /// The steps of other runbooks that must be over before the check can be tried, or what it lacks.
  private func references(of check: Step, in runbook: Int, before place: Int) -> Result<[StepID], TooLate> {
    var references: [StepID] = []
    var names = UsedName.names(in: check).filter { !$0.isInResult }.map(\.name)
    names += check.condition.flatMap { Condition.parse($0).0?.names.map(\.name) } ?? []
    for name in names {
      guard let step = name.step, let source = self.place(of: step, from: runbook) else { continue }
      guard isEarly(source, runbook, place) else {
        return .failure(TooLate(reason: "it uses \(words(name)) of \(title(source, runbook)), which has not run yet"))
      }
      if source.runbook != runbook { references.append(id(source)) }
    }
    let addressed = names.compactMap { if case .hostAddress(let host) = $0 { HostName(host) } else { nil } }
    for host in [check.on].compactMap({ $0 }) + addressed {
      for provider in providers[host] ?? [] {
        guard isEarly(provider, runbook, place) else {
          return .failure(
            TooLate(reason: "its host \(host) gets its address from \(title(provider, runbook)), which has not run yet"))
        }
        if provider.runbook != runbook { references.append(id(provider)) }
      }
    }
    return .success(references)
  }

  private func words(_ name: ValueName) -> String {
    switch name {
    case .result: "the result"
    case .decision: "the decision"
    default: "an output"
    }
  }

  private func place(of step: StepReference, from runbook: Int) -> (runbook: Int, step: Int)? {
    let number = step.runbook.map { numbers[RunbookName($0)] } ?? runbook
    guard let number, let place = runbooks[number].steps.firstIndex(where: { $0.id.text == step.step }) else {
      return nil
    }
    return (number, place)
  }

  /// What another runbook installs may wait for this one; what it needs to stand does not.
  private func isEarly(_ source: (runbook: Int, step: Int), _ runbook: Int, _ place: Int) -> Bool {
    source.runbook == runbook ? source.step < place : runbooks[source.runbook].steps[source.step].phase <= .provision
  }

  private func id(_ source: (runbook: Int, step: Int)) -> StepID {
    StepID(runbooks[source.runbook].name, runbooks[source.runbook].steps[source.step].id)
  }

  private func title(_ source: (runbook: Int, step: Int), _ runbook: Int) -> String {
    source.runbook == runbook ? id(source).step.text : id(source).description
  }

  private static func step(_ check: Step, _ name: StepName, waitingFor references: [StepID]) -> Step {
    var step = Self.trial(of: check, name, phase: .install, title: "must fail without data: \(check.title)")
    step.condition = check.condition
    step.needs.references = references.map { SourceText($0.description, start: check.location) }
    return step
  }

  /// One try of a check, for what it finds alone.
  static func trial(of check: Step, _ name: StepName, phase: Phase, title: String) -> Step {
    Step(
      id: name, location: check.location, phase: phase, kind: check.kind, name: title, on: check.on,
      become: check.become, gate: true, with: check.with, files: check.files,
      timeout: check.timeout ?? (check.kindWord == .run ? .seconds(60) : .seconds(30)), expect: check.expect,
      liveOK: check.liveOK, logLimit: check.logLimit)
  }
}
