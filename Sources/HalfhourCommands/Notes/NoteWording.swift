internal import RunCore
internal import RunFolders
internal import RunbookModel

/// What became of what a person said, in a line each.
struct NoteWording {
  let before: RunState
  let after: RunState
  let now: WallTime

  func line(of word: RunWord) -> String {
    switch word {
    case .note(let note): noted(note)
    case .finding(let change):
      "Finding \(change.finding) is \(change.status.rawValue)" + (change.reason.map { ": \($0)" } ?? ".")
    case .participant(let word): "\(word.person) is recorded as \(word.presence.rawValue)."
    case .clock(let stamp): clock(stamp)
    case .signOff(let signOff): "The record is \(signOff.role.rawValue) by \(signOff.by)."
    }
  }

  private func noted(_ note: Note) -> String {
    // The last of those that say the same is the one that was just written.
    let own = after.notes.last { $0.word.text == note.text && $0.word.by == note.by }
    let number = own.map { " \($0.word.number)" } ?? ""
    guard let terms = note.finding else { return "Note\(number) is written down." }
    let owner = terms.owner.map { ", for \($0)" } ?? ""
    let due = terms.due.map { ", until \($0)" } ?? ""
    return "Finding\(number) is written down: \(terms.severity.rawValue)\(owner)\(due)."
  }

  private func clock(_ stamp: ClockStamp) -> String {
    let service = stamp.service.map { "\($0): " } ?? ""
    let line = "\(service)\(ClockWords.since(stamp, now: now))\(measured(stamp))"
    let last = before.clocks.last { $0.stamp.clock == stamp.clock && $0.stamp.service == stamp.service }
    guard let last else { return line }
    let earlier = last.stamp.time.map { ClockWords.day($0, now: now) } ?? "unknown"
    return "\(line) (before: \(earlier), which stays in the record)"
  }

  /// What the steps say of the same, and which of both counts.
  private func measured(_ stamp: ClockStamp) -> String {
    let service = RunSummary(of: after).services.first { $0.id == stamp.service }
    guard let said = service?.said(stamp.clock), let measured = said.measured else { return "" }
    let counts = said.counts ? "what is said counts, as it looks worse" : "which counts"
    return "; measured was \(ClockWords.clock(measured, now: now)), \(counts)"
  }

  /// A corrected clock of a run that is over may have changed what the run amounts to.
  var verdictChange: String? {
    let (old, new) = (RunSummary(of: before), RunSummary(of: after))
    guard let was = old.verdict, let now = new.verdict, was != now else { return nil }
    let why = new.findings.first.map { ": \($0)" } ?? ""
    return "The run's verdict was \"\(was.words)\" and is now \"\(now.words)\"\(why)."
  }
}
