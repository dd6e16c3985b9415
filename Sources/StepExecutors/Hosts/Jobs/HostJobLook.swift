/// What an agent finds of a job by its name.
enum HostJobLook: Sendable {
  /// Nobody had claimed it, and now nobody can.
  case absent(boot: String, earlierIdentity: String)
  /// It was claimed, had not begun, and never will.
  case void
  /// It was claimed, and nothing else of it is left.
  case gone
  case job(boot: String, folder: String, lives: Bool, begun: Double, HostJobState)

  init?(_ reply: AgentReply) {
    let fields = reply.fields
    switch (reply.word, fields.count) {
    case ("absent", 2): self = .absent(boot: fields[0], earlierIdentity: fields[1])
    case ("void", 1): self = .void
    case ("gone", 1), ("torn", 1): self = .gone
    case ("job", 5...):
      guard let begun = Double(fields[3]), let state = HostJobState(Array(fields[4...])) else { return nil }
      self = .job(boot: fields[0], folder: fields[1], lives: fields[2] == "yes", begun: begun, state)
    default: return nil
    }
  }
}
