internal import RunCore
internal import RunbookModel

/// Every objective with its result, what was not as planned, what was found, and what became of it.
extension RecordTable {
  var results: [Field] {
    let next = NextSteps(summary: summary, look: look, format: format)
    return [
      Field(say("Outcome"), say.word(summary.verdict)), Field(say("Reasons, word for word"), reasons),
      Field(say("Objectives and results"), objectives.isEmpty ? [say("no service, so no objective")] : objectives),
      Field(say("Checks"), checks), Field(say("Deviations"), deviations),
      Field(say("Findings and lessons"), findings.isEmpty ? [say("none noted")] : findings),
      Field(say("Risks accepted"), acceptances.isEmpty ? [say("none")] : acceptances),
      Field(say("To be tried again"), retests(next)), Field(say("Next drill"), next.nextDrill.map { [$0] } ?? []),
    ]
  }

  private func retests(_ next: NextSteps) -> [String] {
    if summary.verdict == nil { return [say("not known while the run goes on")] }
    return next.retests.isEmpty ? [say("nothing")] : next.retests
  }

  /// Sentences of the journal, as they stand there.
  private var reasons: [String] { summary.verdict == .passed ? [] : summary.findings }

  private var objectives: [String] {
    summary.services.flatMap { service -> [String] in
      let name = summary.name(service)
      let (rto, word) = (say.target(service.target.rto), TargetResult.ofTime(service, in: summary).words(say))
      let time = service.countedRTA.map(say.short) ?? say("not measured")
      var lines = [say("\(name): recovery time \(time), objective \(rto): \(word)")]
      if let rpo = service.target.rpo.map(say.target), service.rpoJudgement != .none {
        let word = TargetResult.ofData(service, in: summary).words(say)
        let age = say.age(of: service) ?? say("not measured")
        lines.append(
          service.madeAfterDisruption == nil
            ? say("\(name): age of the data \(age), objective \(rpo): \(word)")
            : say("\(name): restored from a backup \(age), objective \(rpo): \(word)"))
      }
      return lines
    }
  }

  private var checks: [String] {
    let checks = summary.plannedSteps.filter(\.isCheck)
    guard !checks.isEmpty else { return [say("none")] }
    let passed = say("\(summary.passedChecks.count) of \(checks.count) passed")
    let seen = summary.checksToSeeRed
    guard !seen.isEmpty else { return [passed] }
    return [passed, say("\(seen.count { $0.result == .red }) of \(seen.count) were seen to fail without data")]
  }

  private var deviations: [String] {
    guard !summary.deviations.isEmpty else { return [say("none")] }
    return summary.deviations.map { deviation in
      let what = CellText.line(
        [deviation.step?.description, deviation.what(say: say)].compactMap { $0 }.joined(separator: ": "), most: 200)
      let when = look.time(deviation.at.wall)
      return deviation.by.map { say("\(when): \(what) (\($0))") } ?? say("\(when): \(what)")
    }
  }

  private var findings: [String] {
    let own = summary.notes.compactMap { noted in
      noted.note.finding.map { line(noted.note, $0, noted.status ?? .open) }
    }
    let carried = summary.carried.compactMap { carried in
      carried.note.finding.map { say("from the run \(carried.run): \(line(carried.note, $0, carried.status))") }
    }
    return own + carried
  }

  private func line(_ note: Note, _ terms: FindingTerms, _ status: FindingStatus) -> String {
    let text = CellText.line(note.text, most: 240)
    let facts = "\(say.word(terms.severity)), \(say.word(status))"
    let owner = terms.owner?.text ?? say("nobody yet")
    let due = terms.due.map { look.day($0) } ?? say("no date")
    return say("\(note.number): \(text) (\(facts); owner: \(owner); until: \(due))")
  }

  /// Whoever lives with a finding, and why.
  private var acceptances: [String] {
    let own = summary.notes.filter { $0.status == .accepted }.map { noted in
      let text = CellText.line(noted.note.text, most: 200)
      guard let word = noted.changes.last(where: { $0.change.status == .accepted }) else { return text }
      let (by, when) = (word.change.by, look.time(word.at.wall))
      let reason = CellText.line(word.change.reason ?? say("no reason was given"), most: 200)
      return say("\(noted.note.number): \(text); accepted by \(by), \(when): \(reason)")
    }
    let carried = summary.carried.filter { $0.status == .accepted }.map { carried in
      say(
        "\(CellText.line(carried.note.text, most: 200)); accepted since the run \(carried.run), whose record says by whom"
      )
    }
    return own + carried
  }
}
