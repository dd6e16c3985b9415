package import RunbookModel

/// One flat object: `{"follows":"over","outcome":"passed"}`, `{"follows":"again","job":"work","after":"1s","why":"retry"}`, `{"follows":"ask"}`.
extension Disposition: Decodable {
  private enum Key: String, CodingKey { case follows, outcome, job, after, why }

  fileprivate enum Follows: String, Decodable { case over, again, ask }

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
}

extension Disposition: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      switch self {
      case .over(let outcome):
        json.member("follows", Follows.over.rawValue)
        json.member("outcome", outcome)
      case .again(let purpose, let delay, let why):
        json.member("after", delay.wrappedValue)
        json.member("follows", Follows.again.rawValue)
        json.member("job", purpose)
        json.member("why", why)
      case .ask: json.member("follows", Follows.ask.rawValue)
      }
    }
  }
}
