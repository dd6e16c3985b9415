internal import HistoryIndex
internal import RunCore
internal import RunFolders
internal import RunbookModel

/// What the records of this machine tell of the services of one site: the index first, then the runs' own folders.
struct ServicePast {
  let state: StateFolder
  let index: HistoryIndex
  let site: String
  /// What was found just now, kept or not.
  var fresh: [PrecheckRecord] = []

  /// So many runs are read for who had a hand in them.
  private static let mostRead = 100

  /// Fills in all that is known; tells on the error output of what can't be read.
  func fill(_ facts: inout ServiceFacts, today: [Ingredient], sitePath: String?) throws {
    let service = facts.service
    let rows = try index.runs(limit: 10_000, service: service.name).filter { row in
      row.site == site && row.verdict != nil && (!facts.isOneOfSeveral || hasRun(facts.runbook, row))
    }
    facts.drills = rows.compactMap { DrillFact($0, of: service) }
    facts.incidents = rows.filter { $0.mode == .incident }.compactMap(\.started)
    let people = people(in: rows)
    (facts.drillPeople, facts.incidentPeople) = (people[.drill] ?? [], people[.incident] ?? [])
    facts.precheck = precheck(of: service.name, runbook: facts.runbook)
    facts.backup = newest([facts.precheck?.backup, facts.lastDrill.flatMap { backup(in: $0, of: service.name) }])
    guard let passed = facts.lastPassedDrill, let runbook = facts.runbook else { return }
    switch KeptRunbook(folder: state.folder(of: passed.run)).ingredients(of: runbook, site: sitePath) {
    case .success(let then): facts.changes = .known(Change.all(from: then, to: today))
    case .failure(let unknown): facts.changes = .unknown(unknown.reason)
    }
  }

  /// Whether this runbook was among those of the run; of its root the index knows, of a set's members the plan.
  private func hasRun(_ runbook: RunbookName?, _ row: RunRow) -> Bool {
    guard let runbook else { return false }
    if row.runbook == runbook { return true }
    do {
      return try state.folder(of: row.id).readPlanOutline().runbooks.contains { $0.name == runbook }
    } catch {
      Output.error("\(row.id) is passed over: \(error)")
      return false
    }
  }

  /// Who did the drills, and who the incidents, in the order of their names; of old runs only who started them.
  private func people(in rows: [RunRow]) -> [RunMode: [String]] {
    var people: [RunMode: Set<String>] = [:]
    for row in rows { people[row.mode, default: []].formUnion([row.startedBy].compactMap { $0 }) }
    for row in rows.prefix(Self.mostRead) {
      do {
        let entries = try state.folder(of: row.id).readJournal().entries
        people[row.mode, default: []].formUnion(PeopleAtWork.names(in: entries))
      } catch {
        Output.error("\(row.id) is passed over: \(error)")
      }
    }
    return people.mapValues { $0.sorted() }
  }

  private func precheck(of service: ServiceName, runbook: RunbookName?) -> PrecheckRecord? {
    func isMeant(_ record: PrecheckRecord) -> Bool { runbook == nil || record.runbook == runbook?.text }
    let now = fresh.first { $0.site == site && $0.service == service.text && isMeant($0) }
    return now
      ?? PrecheckShelf(state: state, site: site, service: service.text).newest { bytes in
        PrecheckRecord.read(bytes).flatMap { isMeant($0) ? $0 : nil }
      }
  }

  /// A drill knows what it restored, if it came to that.
  private func backup(in drill: DrillFact, of service: ServiceName) -> BackupLook? {
    do {
      let (run, _) = try state.folder(of: drill.run).readState(older: true)
      let own = RunSummary(of: run).services.first { $0.id == service }
      return own?.recoveryPoint.map {
        BackupLook(point: $0, seen: drill.started, bytes: own?.bytesRestored, source: .drill)
      }
    } catch {
      Output.error("\(drill.run): its backup's age is passed over: \(error)")
      return nil
    }
  }

  private func newest(_ looks: [BackupLook?]) -> BackupLook? {
    looks.compactMap { $0 }.max { $0.seen < $1.seen }
  }
}
