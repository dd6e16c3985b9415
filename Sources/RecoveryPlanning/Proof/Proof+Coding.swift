package import RunbookModel

/// `{"as":"seen-red","check":"shop.rows"}`, `{"as":"damage","break":"stopped"}`.
extension Proof: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    json.member("as", word.rawValue)
    if let damage { json.member("break", damage) }
    json.member("check", ifAny: check)
    json.closeObject()
  }

  private enum Word: String, Decodable {
    case seenRed = "seen-red"
    case damage, noticing, mending, mended
  }

  private var word: Word {
    switch self {
    case .seenRed: .seenRed
    case .damage: .damage
    case .noticing: .noticing
    case .mending: .mending
    case .mended: .mended
    }
  }

  /// The break that it belongs to.
  package var damage: StepName? {
    switch self {
    case .seenRed: nil
    case .damage(let name), .noticing(let name, _), .mending(let name), .mended(let name, _): name
    }
  }

  /// The check that it tries.
  package var check: StepID? {
    switch self {
    case .seenRed(let check), .noticing(_, let check), .mended(_, let check): check
    case .damage, .mending: nil
    }
  }
}

extension Proof: Decodable {
  private enum Key: String, CodingKey {
    case `as`, check
    case damage = "break"
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    func check() throws -> StepID { try values.decode(StepID.self, forKey: .check) }
    func damage() throws -> StepName { try values.decode(StepName.self, forKey: .damage) }
    switch try values.decode(Word.self, forKey: .as) {
    case .seenRed: self = .seenRed(of: try check())
    case .damage: self = .damage(try damage())
    case .noticing: self = .noticing(try damage(), check: try check())
    case .mending: self = .mending(try damage())
    case .mended: self = .mended(try damage(), check: try check())
    }
  }
}
