internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// Every service of a site, or those that were asked for, judged.
struct SiteSurvey {
  let shelf: SiteShelf
  let services: [JudgedService]

  init(_ selection: SiteSelection, shelf: SiteShelf, past: ServicePast, now: WallTime) throws {
    self.shelf = shelf
    var judged: [JudgedService] = []
    for (var facts, today) in try Self.ways(selection, shelf) {
      try past.fill(&facts, today: today, sitePath: shelf.path)
      judged.append(JudgedService(facts, now: now))
    }
    services = JudgedService.inOrderOfUrgency(judged)
  }

  var isReady: Bool { services.allSatisfy(\.isReady) }

  /// Every way to recover a wanted service, with what its recovery rests on today.
  private static func ways(
    _ selection: SiteSelection, _ shelf: SiteShelf
  ) throws(CommandFailure) -> [(ServiceFacts, [Ingredient])] {
    var ways: [(ServiceFacts, [Ingredient])] = []
    for service in shelf.site.services {
      let books = shelf.books(of: service.name)
      let isMeant = selection.wanted.isEmpty || selection.wanted.contains(.service(service.name.text))
      for book in books where isMeant || selection.wanted.contains(.runbook(book.path)) {
        ways.append(way(service, book, shelf, isOneOfSeveral: books.count > 1))
      }
      guard books.isEmpty, isMeant else { continue }
      ways.append((ServiceFacts(service: service, standing: .noRunbook, drillEvery: shelf.site.drillEvery), []))
    }
    for case .runbook(let path) in selection.wanted where !ways.contains(where: { $0.0.path == path }) {
      throw try missing(path, shelf)
    }
    return ways
  }

  private static func way(
    _ service: Service, _ book: SiteShelf.Book, _ shelf: SiteShelf, isOneOfSeveral: Bool
  ) -> (ServiceFacts, [Ingredient]) {
    var facts = ServiceFacts(
      service: service, standing: .readable(path: book.path), drillEvery: shelf.site.drillEvery,
      isOneOfSeveral: isOneOfSeveral)
    switch book.reading {
    case .success(let listed):
      facts.runbook = listed.plan.root
      facts.restoresData = listed.plan.steps.contains { $0.step.phase == .restore && $0.excluded == nil }
      return (facts, listed.ingredients)
    case .failure(let unreadable):
      facts.standing = .broken(path: book.path, words: unreadable.words)
      return (facts, [])
    }
  }

  private static func missing(_ path: String, _ shelf: SiteShelf) throws(CommandFailure) -> CommandFailure {
    if shelf.books.contains(where: { $0.path == path && $0.isSet }) {
      return CommandFailure("\(path) is a set of runbooks: name its members, or the site's folder for all services")
    }
    return CommandFailure("\(path) recovers no service of \(shelf.path): see `halfhour check \(path)`")
  }
}
