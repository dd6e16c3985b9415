internal import Foundation
internal import RecoveryPlanning
internal import Reporting
internal import RunCore
internal import RunFolders
internal import RunbookModel

/// The figures of the report, made anew from plan and journal.
extension EvidenceVerification {
  private static let mostDifferences = 50

  mutating func verifyFigures() {
    guard fold(), let state else { return }
    guard let bytes = bytes(of: EvidenceNames.report) else {
      return say(.fails, .figures, "there is no \(EvidenceNames.report)")
    }
    if let key = JSONMembers(bytes).repeated {
      return say(
        .fails, .figures,
        "\(EvidenceNames.report) has the key \"\(key)\" twice in one place, of which programs read one or the other")
    }
    let decoder = JSONDecoder()
    do {
      let told = try decoder.decode(FigureTree.self, from: Data(bytes))
      let rules = told.summaryFormat.flatMap(JudgementRules.init) ?? .current
      let rendered = try RunReport.render(document(of: state, by: rules), as: .json)
      let derived = try decoder.decode(FigureTree.self, from: Data(rendered))
      let own = told.withoutPast
      tellsOfPast = own.hadPast
      if compare(own.report, derived, by: rules) {
        compare(bytes, rendered, by: rules)
        sayHolds(own.report.count, by: rules)
      }
      if rules != .current { judgeAnew(state, by: rules) }
    } catch {
      say(.fails, .figures, "\(EvidenceNames.report) can't be read: \(error.words)")
    }
  }

  /// All of which the JSON is made but for what earlier runs tell; the site's look has no part in it.
  private func document(of state: RunState, by rules: JudgementRules) -> ReportDocument {
    let (entries, head) = (reading?.entries ?? [], reading?.head ?? "")
    return ReportDocument(
      summary: RunSummary(of: state, by: rules),
      journal: JournalMark(head: head, endHead: reading?.endHead, lines: state.lastSequence),
      trace: JournalTrace(of: state, entries: entries))
  }

  /// False where nothing follows from the journal, which has been said.
  private mutating func fold() -> Bool {
    if let gap { return cannot("\(gap)") }
    guard findings.allSatisfy({ $0.state != .fails || $0.subject != .journal }) else {
      return cannot("the journal does not hold")
    }
    guard sums["plan/plan.json"] != nil else { return cannot("there is no plan") }
    do {
      let format = try folder.readPlanOutline().format
      guard format == Plan.currentFormat else { return cannot("a plan of format \(format) can't be read here") }
      state = try folder.readState().state
      return true
    } catch {
      say(.fails, .figures, "they can't be made anew: \(error)")
      return false
    }
  }

  private mutating func cannot(_ why: String) -> Bool {
    say(.unknown, .figures, "nothing was made anew: \(why)")
    return false
  }

  /// True where all figures are the same; what differs is said.
  private mutating func compare(_ told: FigureTree, _ derived: FigureTree, by rules: JudgementRules) -> Bool {
    var differences = FigureTree.differences(report: told, derived)
    // A newer version may tell more; what this one knows must be the same, and is never left out.
    if let version = manifest?.version, version != HalfhourCommand.version {
      let known = ReportMembers()
      let other = differences.filter { $0.derived == nil && !known.contains($0.members) }
      differences.removeAll { $0.derived == nil && !known.contains($0.members) }
      if !other.isEmpty {
        let names = other.prefix(Self.mostDifferences).map(\.name).joined(separator: ", ")
        let more = other.count > Self.mostDifferences ? " and \(other.count - Self.mostDifferences) more" : ""
        say(
          .unknown, .figures,
          "not compared, as this version (\(HalfhourCommand.version)) does not know them, and the archive says that "
            + "halfhour \(version) made it: \(names)\(more)")
      }
    }
    for difference in differences.prefix(Self.mostDifferences) { say(.fails, .figures, difference.text) }
    if differences.count > Self.mostDifferences {
      say(.fails, .figures, "and \(differences.count - Self.mostDifferences) more")
    }
    return differences.isEmpty
  }

  /// Readers that take a text otherwise than we do may see other figures; so it must be the very text that we write.
  ///
  /// Older rules, and other versions, may have been written otherwise.
  private mutating func compare(_ told: [UInt8], _ rendered: [UInt8], by rules: JudgementRules) {
    guard rules == .current, manifest?.version == HalfhourCommand.version else { return }
    let members = JSONMembers(told).outermost
    var own = told
    if let place = members.firstIndex(where: { $0.name == "past" }), place + 1 < members.count {
      own.removeSubrange(members[place].start..<members[place + 1].start)
    }
    guard own != rendered else { return }
    say(
      .fails, .figures,
      "\(EvidenceNames.report) has the right figures, but is not written as halfhour \(HalfhourCommand.version) writes "
        + "it: other programs may read it otherwise")
  }

  private mutating func sayHolds(_ count: Int, by rules: JudgementRules) {
    let shown = state.map { RunSummary(of: $0, by: rules) }?.verdict?.words ?? "not over"
    let time = rules == .current ? "" : " by the rules of its time (format \(rules.rawValue))"
    say(
      .holds, .figures,
      "\(count) figures of \(EvidenceNames.report) follow from the journal\(time); the run's verdict: \(shown)")
  }

  /// Older rules are milder, and it is the archive that says by which it was made.
  private mutating func judgeAnew(_ state: RunState, by rules: JudgementRules) {
    let services = zip(RunSummary(of: state, by: rules).services, RunSummary(of: state).services)
    let differing = services.flatMap { then, now in
      [
        ("recovery time", then.rtoJudgement, now.rtoJudgement),
        ("age of the data", then.rpoJudgement, now.rpoJudgement),
      ]
      .filter { $0.1 != $0.2 }
      .map { "the \($0.0) of \(then.id) is \($0.1.rawValue) by those rules, and \($0.2.rawValue) by today's" }
    }
    for words in differing.prefix(Self.mostDifferences) { say(.unknown, .figures, words) }
  }
}
