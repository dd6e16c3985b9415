internal import RunCore
internal import RunbookModel

/// Who was to take part, who did, who worked, and who signed.
extension RecordTable {
  var people: [Field] {
    [
      Field(say("Planned"), orNobody(names { $0.wasPlanned })),
      Field(say("Present"), orNobody(names { $0.presence == .present })),
      Field(say("Left before the end"), names { $0.presence == .left }),
      Field(say("Did not come"), names { $0.presence == .absent }),
      Field(say("Not known to have come"), names { $0.presence == .planned || $0.presence == nil }),
      Field(say("Reported by"), summary.reportedBy.map { [$0] } ?? []),
      Field(say("Started by"), summary.startedBy.map { [$0.words(say)] } ?? []),
    ] + sessions + [Field(say("Sign-off"), signOffs)]
  }

  private func names(_ isOne: (ParticipantSummary) -> Bool) -> [String] {
    summary.participants.filter(isOne).map { participant in
      let roles = participant.roles.map(\.text).joined(separator: ", ")
      return roles.isEmpty ? participant.person : "\(participant.person) (\(roles))"
    }
  }

  private func orNobody(_ names: [String]) -> [String] { names.isEmpty ? [say("nobody by name")] : names }

  private var signOffs: [String] {
    guard !summary.signOffs.isEmpty else { return [say("nobody so far")] }
    return summary.signOffs.enumerated().map { place, dated in
      let (role, when, head) = (say.word(dated.word.role), look.time(dated.at.wall), dated.word.head)
      return place < summary.outdatedSignOffs ?? 0
        ? say("\(role): \(dated.word.by), \(when), for an earlier record, the journal up to \(head)")
        : say("\(role): \(dated.word.by), \(when), for the journal up to \(head)")
    }
  }

  private var sessions: [Field] {
    let (during, after) = split
    let lines = during.map { session in
      say("\(session.by) on \(session.machine), from \(look.time(session.opened.wall))")
    }
    let count = after.count
    return [
      Field(say("Worked by"), Array(lines.prefix(1))), Field(say("Taken up again"), Array(lines.dropFirst())),
      Field(
        say("Added to after its end"), count == 0 ? [] : [count == 1 ? say("once") : say("\(count) times")]),
    ]
  }

  /// A process that only writes down what somebody says of a run which is over doesn't take it up.
  private var split: (during: [SessionSummary], after: [SessionSummary]) {
    guard let ended = summary.clocks.ended else { return (summary.sessions, []) }
    let place = summary.sessions.firstIndex { $0.opened.elapsed > ended.elapsed } ?? summary.sessions.count
    return (Array(summary.sessions[..<place]), Array(summary.sessions[place...]))
  }
}
