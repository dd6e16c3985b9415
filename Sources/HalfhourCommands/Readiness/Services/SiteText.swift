internal import RunbookModel

/// A site's readiness for a person: the verdict, a table, what to do about it.
struct SiteText {
  let survey: SiteSurvey
  let width: Int
  let look: ReadinessLook

  private var site: Site { survey.shelf.site }
  private var services: [JudgedService] { survey.services }

  /// The line at the top.
  static func verdict(_ services: [JudgedService], site: String) -> String {
    guard !services.isEmpty else { return "\(site): no service to look at" }
    let names = Set(services.map(\.facts.service.name))
    let bad = services.filter { !$0.isReady }
    let ready = names.subtracting(bad.map(\.facts.service.name)).count
    let verb = names.count == 1 ? "service is" : "services are"
    let heading = "\(site): \(ready) of \(names.count) \(verb) ready"
    let reasons = bad.map { service in
      "\(service.facts.title) " + (service.findings.first { $0.kind.stops }?.short ?? "")
    }
    return ([heading] + reasons).joined(separator: "; ")
  }

  /// Everything; with `quiet` only what isn't ready, which may be nothing.
  func lines(quiet: Bool, diff: Bool) -> [String] {
    let shown = quiet ? services.filter { !$0.isReady } : services
    guard !quiet || !shown.isEmpty else { return [] }
    var lines = WrappedText.lines(Self.verdict(services, site: site.name), width: width, most: 100)
      .map { look.styled($0, .strong) }
    guard !services.isEmpty else { return lines }
    lines += [""] + ServiceTable(shown, width: width).lines(look: look)
    lines += findings("Not ready:", .bad, shown) { $0.kind.stops }
    if !quiet { lines += findings("Look at:", .attention, shown) { !$0.kind.stops } }
    if site.drillEvery == nil, !quiet { lines += ["", "No drill is ever due: the site names no `drill_every`."] }
    return diff ? lines + shown.flatMap(diffs) : lines
  }

  private func findings(
    _ heading: String, _ style: ScreenStyle, _ services: [JudgedService], _ isMeant: (ServiceFinding) -> Bool
  ) -> [String] {
    var meant: [(titles: [String], words: String)] = []
    for service in services {
      for finding in service.findings.filter(isMeant) {
        if let place = meant.firstIndex(where: { $0.words == finding.words }) {
          meant[place].titles.append(service.facts.title)
        } else {
          meant.append(([service.facts.title], finding.words))
        }
      }
    }
    guard !meant.isEmpty else { return [] }
    return ["", look.styled(heading, style)]
      + meant.flatMap { titles, words in
        WrappedText.lines("\(titles.joined(separator: ", ")): \(words)", width: width - 4, most: 20).enumerated().map {
          ($0 == 0 ? "  " : "    ") + $1
        }
      }
  }

  /// Whole lines, however wide they are: somebody may want to apply them.
  private func diffs(_ service: JudgedService) -> [String] {
    guard case .known(let changes) = service.facts.changes, let passed = service.facts.lastPassedDrill else {
      return []
    }
    return changes.flatMap { change in
      [""] + change.diff(since: passed.day).map { look.styled(DisplayText.clean($0), style(ofDiff: $0)) }
    }
  }

  private func style(ofDiff line: String) -> ScreenStyle {
    if line.hasPrefix("---") || line.hasPrefix("+++") { return .strong }
    return line.hasPrefix("+") ? .good : line.hasPrefix("-") ? .bad : line.hasPrefix("@@") ? .faint : .plain
  }
}
