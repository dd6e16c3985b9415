package import RunbookModel

/// `{"kind":"operator","by":…}`, `{"kind":"failure","step":"shop.load"}` or `{"kind":"bookkeeping"}`.
extension StopRequest.Cause: Decodable {
  private enum Key: String, CodingKey { case kind, by, step }

  fileprivate enum Kind: String, Decodable { case `operator`, failure, bookkeeping }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self =
      switch try container.decode(Kind.self, forKey: .kind) {
      case .operator: .operator(try container.decode(Operator.self, forKey: .by))
      case .failure: .failure(try container.decode(StepID.self, forKey: .step))
      case .bookkeeping: .bookkeeping
      }
  }
}

extension StopRequest.Cause: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      switch self {
      case .operator(let person):
        json.member("by", person)
        json.member("kind", Kind.operator.rawValue)
      case .failure(let step):
        json.member("kind", Kind.failure.rawValue)
        json.member("step", step)
      case .bookkeeping: json.member("kind", Kind.bookkeeping.rawValue)
      }
    }
  }
}
