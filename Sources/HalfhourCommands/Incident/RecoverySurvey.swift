internal import RunCore
internal import RunFolders
internal import RunbookLoading
internal import RunbookModel

/// The ways to recover a service that stand beside its site, with their history.
struct RecoverySurvey {
  let site: Site
  let service: Service
  let found: [FoundRunbook]
  let history: RecoveryHistory
  /// Inputs that have a value already.
  let given: Set<String>
  /// Live hosts that are to be worked on.
  let inPlace: [String]

  func options(_ time: RecoveryTime) -> [RecoveryOption] {
    let runs = history.runs(of: service.name, ways: Set(found.compactMap { $0.loaded?.root.name }))
    return time.sorted(found.map { option($0, runs) })
  }

  private func option(_ found: FoundRunbook, _ runs: [WayHistory.Run]) -> RecoveryOption {
    guard let runbook = found.loaded?.root else { return RecoveryOption(path: found.path) }
    return RecoveryOption(
      path: found.path, name: runbook.name.text, strategy: runbook.strategy, title: runbook.title,
      risk: runbook.risk ?? derivedRisk(runbook),
      missing: runbook.inputs.filter { $0.standard == nil && !isGiven($0.name, of: runbook) }
        .map { ($0.name.text, $0.about) },
      history: WayHistory(of: runbook.name, service: service.name, in: runs))
  }

  private func isGiven(_ input: InputName, of runbook: Runbook) -> Bool {
    given.contains(input.text) || given.contains("\(runbook.name).\(input)")
  }

  /// What the strategy alone says of data that survived.
  private func derivedRisk(_ runbook: Runbook) -> String {
    guard inPlace.isEmpty else {
      return "works on the live \(inPlace.joined(separator: ", ")), whose data may be destroyed"
    }
    switch runbook.strategy {
    case .repair: return "works on the live data, which a mistake may destroy"
    case .failover: return "what the standby has not received is lost"
    case .rebuild: return "spare hosts only; what is newer than the backup is lost"
    }
  }
}
