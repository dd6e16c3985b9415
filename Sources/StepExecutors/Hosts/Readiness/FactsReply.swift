internal import RunbookModel

/// The answer to `_hh_facts`: words of the form `name=value`.
struct FactsReply {
  private let fields: [(name: Substring, value: Substring)]

  /// Nil where it is another answer.
  init?(_ reply: AgentReply) {
    guard reply.word == "facts" else { return nil }
    fields = reply.fields.map { field in
      let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (parts[0], parts.count > 1 ? parts[1] : "")
    }
  }

  private func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map { String($0.value) } }
  private func number(_ name: String) -> Int? { all(name).first.flatMap { Int($0) } }

  var user: String { all("user").first ?? "" }
  var places: [String] { all("place") }
  var tools: [String] { all("tool") }

  var memory: Int? { number("MemTotal:").map { $0 << 10 } ?? number("physical") }
  var freeMemory: Int? { number("MemAvailable:").map { $0 << 10 } }

  /// What `df` can't tell is left out.
  var disks: [FreeDisk] {
    all("disk").compactMap { text in
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      guard parts.count == 3, let free = Int(parts[1]), let percent = Int(parts[2].filter { $0 != "%" }) else {
        return nil
      }
      return FreeDisk(path: String(parts[0]), free: free << 10, percentUsed: percent)
    }
  }
}
