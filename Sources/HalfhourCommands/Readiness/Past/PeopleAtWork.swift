internal import RunCore

/// Who did a run: started it, took it up again, or answered what is asked of those who do it.
enum PeopleAtWork {
  /// In any order. Whoever approves looks at what others did; that is no practice in doing it.
  static func names(in entries: [JournalEntry]) -> Set<String> {
    var (people, approvals): (Set<String>, Set<Int>) = ([], [])
    for entry in entries {
      switch entry.event {
      case .runOpened(let opening): people.insert(opening.startedBy.description)
      case .sessionOpened(let session): people.insert(session.by.description)
      case .promptOpened(let prompt) where prompt.subject == .approval: approvals.insert(prompt.number)
      case .promptAnswered(let answer) where !approvals.contains(answer.prompt):
        people.insert(answer.by.description)
      default: break
      }
    }
    return people
  }
}
