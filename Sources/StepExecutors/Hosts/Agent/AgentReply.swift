/// One line of an agent: what it says first, and the words behind it.
struct AgentReply: Hashable, Sendable {
  let word: String
  let fields: [String]

  init(_ line: Substring) {
    let words = line.split(separator: " ", omittingEmptySubsequences: true)
    word = words.first.map(String.init) ?? ""
    fields = words.dropFirst().map(String.init)
  }

  /// The words behind the first, as they were written.
  var text: String { fields.joined(separator: " ") }
}
