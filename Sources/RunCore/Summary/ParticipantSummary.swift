internal import RecoveryPlanning
package import RunbookModel

/// Somebody who took part, or was to, by the last that is known of them.
package struct ParticipantSummary: Hashable, Sendable, Decodable {
  package var person: String
  package var roles: [RoleName]
  package var wasPlanned: Bool
  /// Nil for somebody who was planned, and of whom nothing more is known.
  package var presence: Participation.Presence?
  /// The first word on their presence.
  package var since: Moment?

  /// In the order in which they are first known: whom the plan's questions and services name, then who came.
  static func all(in state: RunState) -> [Self] {
    var result: [Self] = []
    for sign in PresenceSign.all(in: state) { take(sign, into: &result) }
    return result
  }

  private static func take(_ sign: PresenceSign, into people: inout [Self]) {
    let place = people.firstIndex { $0.person == sign.person } ?? people.count
    if place == people.count {
      people.append(Self(person: sign.person, roles: [], wasPlanned: false, presence: nil, since: nil))
    }
    people[place].roles += sign.roles.filter { !people[place].roles.contains($0) }
    guard sign.presence != .planned else {
      people[place].wasPlanned = true
      return
    }
    people[place].presence = sign.presence
    people[place].since = people[place].since ?? sign.at
  }
}

/// What tells that somebody was expected, came, or went.
private struct PresenceSign {
  var person: String
  var roles: [RoleName]
  var presence: Participation.Presence
  /// Nil for what the plan tells.
  var at: Moment?

  /// Those of the plan first, then in the order in which they came.
  static func all(in state: RunState) -> [PresenceSign] {
    let seen = (acts(in: state) + words(in: state)).enumerated().sorted { left, right in
      let (one, other) = (left.element.at?.elapsed ?? .zero, right.element.at?.elapsed ?? .zero)
      return one == other ? left.offset < right.offset : one < other
    }
    return planned(in: state) + seen.map(\.element)
  }

  /// Who holds a role that a question of the plan is for, or that answers for a service.
  private static func planned(in state: RunState) -> [PresenceSign] {
    let steps = state.plan.steps.filter { $0.excluded == nil }.compactMap(\.step.askedRole)
    let roles = Set(steps + state.plan.services.compactMap(\.owner))
    return state.plan.site.people.filter { $0.roles.contains(where: roles.contains) }.map {
      PresenceSign(person: $0.name.text, roles: $0.roles, presence: .planned)
    }
  }

  /// Who started the run or took it up, and who answered in it, is there.
  private static func acts(in state: RunState) -> [PresenceSign] {
    var acts: [(Operator, Moment)] = []
    if let opening = state.opening, let opened = state.opened { acts.append((opening.startedBy, opened)) }
    acts += state.sessions.filter { session in state.ended.map { session.opened.elapsed < $0.elapsed } ?? true }
      .map { ($0.opening.by, $0.opened) }
    for prompt in state.prompts {
      acts += prompt.approvals.map { ($0.word.by, $0.at) }
      if let answer = prompt.answer, let closed = prompt.closed { acts.append((answer.by, closed)) }
    }
    return acts.compactMap { person, moment in
      person.attested.map { name in
        PresenceSign(
          person: name.text, roles: state.plan.site.person(name)?.roles ?? [], presence: .present, at: moment)
      }
    }
  }

  private static func words(in state: RunState) -> [PresenceSign] {
    state.participations.map { dated in
      let known = state.plan.site.person(PersonName(dated.word.person))?.roles ?? []
      let roles = dated.word.roles.isEmpty ? known : dated.word.roles
      return PresenceSign(person: dated.word.person, roles: roles, presence: dated.word.presence, at: dated.at)
    }
  }
}

extension Step {
  /// Whose word the step waits for.
  fileprivate var askedRole: RoleName? {
    switch kind {
    case .approve(let approval): approval.by
    case .decide(let decision): decision.by ?? role
    case .manual: role
    default: nil
    }
  }
}
