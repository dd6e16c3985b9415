internal import HistoryIndex
internal import RecoveryPlanning
internal import Reporting
internal import RunCore
internal import RunFolders
internal import RunbookLoading
internal import RunbookModel

/// Puts together what a report of a period is made of: the site's files, and the index.
struct PeriodMaker {
  let state: StateFolder
  let choice: PeriodChoice

  func document(site path: String?) throws -> PeriodDocument {
    let now = SystemClock().now().wall
    let span = try choice.span(now: now)
    let shelf = try PeriodSite.shelf(path)
    let index = try IndexKeeper(state: state).upToDate(anew: false)
    let name = shelf?.site.name
    let measured = try index.measuredRuns(site: name, from: span.earlier, until: span.until)
    let runs = measured.filter { $0.started >= span.from }
    let services = PeriodServices(
      site: shelf?.site, runs: runs, earlier: measured.filter { $0.started < span.from },
      last: try index.lastRuns(site: name), recovered: try index.lastRuns(site: name, recovered: true))
    return PeriodDocument(
      span: span, made: now, site: name, drillEvery: shelf?.site.drillEvery, services: services.all,
      runs: runs.map(PeriodRun.init), coverage: try shelf.map { try coverage($0, index, now) },
      findings: try index.openFindings(site: name).map(PeriodFinding.init),
      look: shelf.map { SiteLook.load(PlannedSite($0.site), base: "") } ?? .standard)
  }

  private func coverage(_ shelf: SiteShelf, _ index: HistoryIndex, _ now: WallTime) throws -> PeriodCoverage {
    let books = shelf.books.filter { !$0.isSet }
    let steps = books.flatMap { $0.steps.map(\.id) }
    let times = try index.lastExercised(steps, site: shelf.site.name)
    return PeriodCoverage(
      books: books.map { PeriodCoverage.Book($0, times: times) },
      limit: shelf.site.drillEvery.map { now - $0 * 2 })
  }
}

/// The site that a report of a period is of.
enum PeriodSite {
  /// Nil where none was named and none is here.
  static func shelf(_ path: String?) throws(CommandFailure) -> SiteShelf? {
    let selections: [SiteSelection]
    if let path {
      selections = try named(path)
    } else {
      // Away from every site a report shows what the index knows, and says so; what can't be read of one is an error.
      selections = SiteSelection.found().map { SiteSelection(site: $0) }
    }
    guard selections.count < 2 else {
      let paths = selections.map(\.site).joined(separator: ", ")
      throw CommandFailure("there are several sites here: \(paths). Say --site.")
    }
    guard let selection = selections.first else { return nil }
    return try SiteShelf(site: selection.site)
  }

  private static func named(_ path: String) throws(CommandFailure) -> [SiteSelection] {
    if case .folder = FileSource.disk.kind(path) { return try SiteSelection.all([path], site: nil) }
    return try SiteSelection.all([], site: path)
  }
}

extension SiteShelf.Book {
  /// Those that its author wrote, whether a drill carries them out or not.
  fileprivate var steps: [PlannedStep] {
    guard case .success(let listed) = reading else { return [] }
    return listed.plan.steps.filter { !$0.isAdded }
  }
}

extension PeriodCoverage.Book {
  fileprivate init(_ book: SiteShelf.Book, times: [StepID: WallTime]) {
    var problem: String?
    if case .failure(let unreadable) = book.reading { problem = unreadable.words }
    self.init(
      path: book.path, service: book.service,
      steps: book.steps.map { planned in
        PeriodCoverage.Step(
          id: planned.id, title: planned.step.title, last: times[planned.id], leftOut: planned.excluded)
      }, problem: problem)
  }
}

extension PeriodFinding {
  fileprivate init(_ open: OpenFinding) {
    let (finding, note) = (open.finding, open.finding.note)
    self.init(
      run: finding.run, number: note.number, text: note.text, severity: note.finding?.severity ?? .moderate,
      owner: note.finding?.owner?.text, due: note.finding?.due, status: finding.status, noted: finding.noted)
  }
}
