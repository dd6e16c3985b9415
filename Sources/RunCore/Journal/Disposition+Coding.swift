internal import RunbookModel

/// One flat object: `{"follows":"over","outcome":"passed"}`, `{"follows":"again","job":"work","after":"1s","why":"retry"}`, `{"follows":"ask"}`.
extension Disposition: Codable {
  private enum Key: String, CodingKey { case follows, outcome, job, after, why }

  private enum Follows: String, Codable { case over, again, ask }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self =
      switch try container.decode(Follows.self, forKey: .follows) {
      case .over: .over(try container.decode(Outcome.self, forKey: .outcome))
      case .again:
        .again(
          try container.decode(JobPurpose.self, forKey: .job),
          after: try container.decode(DurationText.self, forKey: .after),
          why: try container.decode(AgainReason.self, forKey: .why))
      case .ask: .ask
      }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .over(let outcome):
      try container.encode(Follows.over, forKey: .follows)
      try container.encode(outcome, forKey: .outcome)
    case .again(let purpose, let delay, let why):
      try container.encode(Follows.again, forKey: .follows)
      try container.encode(purpose, forKey: .job)
      try container.encode(delay, forKey: .after)
      try container.encode(why, forKey: .why)
    case .ask: try container.encode(Follows.ask, forKey: .follows)
    }
  }
}
