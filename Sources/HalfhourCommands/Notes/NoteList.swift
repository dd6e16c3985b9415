internal import RunCore
internal import RunbookModel

/// All that was noted of one run.
struct NoteList {
  let run: RunID
  let summary: RunSummary

  func text(now: WallTime, width: Int) -> String {
    var lines = ["Run \(run), \(summary.mode.rawValue) at \(summary.site)"]
    lines += section("Findings", summary.notes.filter { $0.note.finding != nil }.map { finding($0, now) }, width)
    lines += section("Notes", summary.notes.filter { $0.note.finding == nil }.map { note($0, now) }, width)
    lines += section("Findings of earlier runs, open when this one began", summary.carried.map { carried($0) }, width)
    if !summary.carried.isEmpty { lines.append("  Each is closed in its own run: halfhour note RUN --close NUMBER") }
    lines += section("People", summary.participants.map(participant), width)
    lines += section("Clocks that people set", summary.clockHistory.map { clock($0, now) }, width)
    if lines.count == 1 { lines.append("Nothing has been noted. Say: halfhour note \(run) \"…\"") }
    return lines.map { $0 + "\n" }.joined()
  }

  private func section(_ heading: String, _ entries: [String], _ width: Int) -> [String] {
    guard !entries.isEmpty else { return [] }
    return ["", heading]
      + entries.flatMap { entry in
        WrappedText.lines(entry, width: width - 6, most: 50).enumerated().map { ($0 == 0 ? "  " : "      ") + $1 }
      }
  }

  private func note(_ note: NoteSummary, _ now: WallTime) -> String {
    "\(note.note.number). \(ClockWords.day(note.at.wall, now: now))  \(note.note.by): \(note.note.text)"
  }

  private func finding(_ note: NoteSummary, _ now: WallTime) -> String {
    let terms = FindingWords.terms(note.note.finding)
    let changes = note.changes.map { word in
      let reason = word.change.reason.map { " (\($0))" } ?? ""
      return "; \(word.change.status.rawValue) by \(word.change.by) \(ClockWords.day(word.at.wall, now: now))\(reason)"
    }
    let status = note.status?.rawValue ?? ""
    return "\(note.note.number). \(status), \(terms): \(note.note.text) — noted by \(note.note.by) "
      + "\(ClockWords.day(note.at.wall, now: now))\(changes.joined())"
  }

  private func carried(_ finding: CarriedFinding) -> String {
    "\(finding.run) \(finding.note.number)  \(finding.status.rawValue), \(FindingWords.terms(finding.note.finding)): "
      + finding.note.text
  }

  private func participant(_ person: ParticipantSummary) -> String {
    let roles = person.roles.isEmpty ? "" : " (\(person.roles.map(\.text).joined(separator: ", ")))"
    let presence = person.presence.map(\.rawValue) ?? "nothing is known of them yet"
    return "\(person.person)\(roles): \(presence)\(person.wasPlanned ? ", expected" : "")"
  }

  private func clock(_ word: ClockWord, _ now: WallTime) -> String {
    let service = word.stamp.service.map { "\($0): " } ?? ""
    let time = word.stamp.time.map { ClockWords.day($0, now: now) } ?? "unknown"
    let source = word.stamp.source.map { ", by \($0)" } ?? ""
    return "\(service)\(word.stamp.clock.rawValue) \(time)\(source) — said by \(word.stamp.by) "
      + ClockWords.day(word.at.wall, now: now)
  }
}

extension NoteList: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("carried", summary.carried)
      json.member("clockHistory", summary.clockHistory)
      json.member("notes", summary.notes)
      json.member("participants", summary.participants)
      json.member("run", run)
    }
  }
}

/// What is said of a finding beside its text.
enum FindingWords {
  static func terms(_ terms: FindingTerms?) -> String {
    guard let terms else { return "" }
    let owner = terms.owner.map { ", for \($0)" } ?? ", for nobody yet"
    return terms.severity.rawValue + owner + (terms.due.map { ", until \($0)" } ?? "")
  }
}
