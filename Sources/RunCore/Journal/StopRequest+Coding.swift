internal import RunbookModel

/// `{"kind":"operator","by":…}`, `{"kind":"failure","step":"shop.load"}` or `{"kind":"bookkeeping"}`.
extension StopRequest.Cause: Codable {
  private enum Key: String, CodingKey { case kind, by, step }

  private enum Kind: String, Codable { case `operator`, failure, bookkeeping }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self =
      switch try container.decode(Kind.self, forKey: .kind) {
      case .operator: .operator(try container.decode(Operator.self, forKey: .by))
      case .failure: .failure(try container.decode(StepID.self, forKey: .step))
      case .bookkeeping: .bookkeeping
      }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .operator(let person):
      try container.encode(Kind.operator, forKey: .kind)
      try container.encode(person, forKey: .by)
    case .failure(let step):
      try container.encode(Kind.failure, forKey: .kind)
      try container.encode(step, forKey: .step)
    case .bookkeeping: try container.encode(Kind.bookkeeping, forKey: .kind)
    }
  }
}
