internal import ArgumentParser
internal import RecoveryPlanning
internal import RunCore
internal import RunFolders
internal import RunbookLoading
internal import RunbookModel

/// Looks at every service that was asked for, after carrying out its prechecks where that was asked, too.
struct ReadinessSurvey {
  let selections: [SiteSelection]
  let inputs: [GivenInput]
  let hosts: HostChoice
  let checks: Bool
  let showsHosts: Bool

  func outcome() async throws -> ReadinessOutcome {
    let state = try StateFolder(environment: Me.environment)
    var outcome = ReadinessOutcome()
    var shelves: [(SiteSelection, SiteShelf)] = []
    for selection in selections { shelves.append((selection, try SiteShelf(site: selection.site))) }
    if checks { try await check(shelves, state, &outcome) }
    let index = try IndexKeeper(state: state).upToDate(anew: false)
    let now = SystemClock().now().wall
    for (selection, shelf) in shelves {
      let past = ServicePast(state: state, index: index, site: shelf.site.name, fresh: outcome.prechecks)
      outcome.sites.append(try SiteSurvey(selection, shelf: shelf, past: past, now: now))
    }
    return outcome
  }

  private func check(
    _ shelves: [(SiteSelection, SiteShelf)], _ state: StateFolder, _ outcome: inout ReadinessOutcome
  ) async throws {
    let books = shelves.flatMap { selection, shelf in shelf.books.filter { selection.means($0) } }
    try refuseUnknownInputs(books)
    for book in books {
      guard case .success(let listed) = book.reading else { continue }
      let declared = Set(listed.loaded.runbooks.flatMap(\.inputs).map(\.name.text))
      let given = inputs.filter { declared.contains($0.name) }
      do {
        let plan = try PlanMaker.plan(listed.loaded, mode: .drill, inputs: given, hosts: hosts)
        let record = try await PrecheckRun(plan: plan, loaded: listed.loaded, given: given).record()
        outcome.prechecks.append(record)
        try keep(record, state, &outcome)
        if showsHosts { outcome.hosts.append(ReadinessReport(plan: plan, hosts: try await HostLook.findings(plan))) }
      } catch {
        // One runbook that can't be looked at is no reason to look at no other.
        if !(error is ExitCode) { Output.error("halfhour: \(book.path): \(error)") }
        outcome.isIncomplete = true
      }
    }
  }

  /// Who looks must see what was found, kept or not.
  private func keep(_ record: PrecheckRecord, _ state: StateFolder, _ outcome: inout ReadinessOutcome) throws {
    let name = RunID(at: record.started, runbook: record.runbook, chance: UInt16.random(in: 0...UInt16.max))
    do {
      try PrecheckShelf(state: state, site: record.site, service: record.service)
        .keep(JSONWriter.bytes(of: record), name: name.text)
    } catch {
      Output.error("WARNING: what was found of \(record.service) is not recorded: \(error)")
      outcome.isUnrecorded = true
    }
  }

  private func refuseUnknownInputs(_ books: [SiteShelf.Book]) throws(CommandFailure) {
    var declared: Set<String> = []
    for case .success(let listed) in books.map(\.reading) {
      declared.formUnion(listed.loaded.runbooks.flatMap(\.inputs).map(\.name.text))
    }
    guard let unknown = inputs.first(where: { !declared.contains($0.name) }) else { return }
    throw CommandFailure("--input \(unknown.name): no runbook that is looked at has such an input")
  }
}

extension SiteSelection {
  fileprivate func means(_ book: SiteShelf.Book) -> Bool {
    guard !book.isSet, let service = book.service else { return false }
    return wanted.isEmpty || wanted.contains(.runbook(book.path)) || wanted.contains(.service(service))
  }
}
