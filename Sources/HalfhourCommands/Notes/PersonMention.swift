internal import RunCore
internal import RunbookModel

/// A person with roles, as `ruth:sales,network` names them.
struct PersonMention: Hashable {
  var person: String
  var roles: [RoleName]

  /// Without roles, those hold that the site gives the person.
  init(_ text: String, option: String) throws(CommandFailure) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    person = parts[0].trimmed
    roles = []
    if parts.count == 2 {
      roles = parts[1].split(separator: ",", omittingEmptySubsequences: false).map { RoleName($0.trimmed) }
    }
    guard !person.isEmpty, roles.allSatisfy({ !$0.text.isEmpty }) else {
      throw CommandFailure("\(option) \(text): write it as ruth, or with roles as ruth:sales,network")
    }
  }

  func participation(_ presence: Participation.Presence, by person: Operator) -> Participation {
    Participation(person: self.person, roles: roles, presence: presence, by: person)
  }
}

extension Substring {
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
