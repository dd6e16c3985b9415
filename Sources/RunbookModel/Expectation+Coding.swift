/// What is not expected is left out.
extension Expectation: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    json.member("certificateDays", ifAny: certificateDays)
    json.member("contains", ifFilled: contains)
    json.member("equals", ifAny: equals)
    json.member("exit", ifFilled: exit)
    json.member("fasterThan", ifAny: fasterThan)
    json.member("json", ifFilled: self.json)
    json.member("knownGood", ifAny: knownGood)
    json.member("lines", ifAny: lines)
    json.member("location", at: location)
    json.member("matches", ifFilled: matches)
    json.member("rows", ifAny: rows)
    json.member("status", ifFilled: status)
    json.closeObject()
  }
}

extension Expectation: Decodable {
  private enum Key: String, CodingKey {
    case certificateDays, contains, equals, exit, fasterThan, json, knownGood, lines, location, matches, rows, status
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    func value<Value: Decodable>(_ key: Key) throws -> Value? { try values.decodeIfPresent(Value.self, forKey: key) }
    self.init(
      location: try values.location(.location), exit: try values.list(.exit),
      status: try values.list(.status), contains: try values.list(.contains), matches: try values.list(.matches),
      equals: try value(.equals), lines: try value(.lines), rows: try value(.rows), json: try values.list(.json),
      knownGood: try value(.knownGood), certificateDays: try value(.certificateDays),
      fasterThan: try values.time(.fasterThan))
  }
}

extension JSONExpectation: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    json.member("equals", equals)
    json.member("path", path)
    json.closeObject()
  }
}

/// `{"name":"…"}` or `{"beside":…}`.
extension KnownGoodReference: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    switch self {
    case .named(let name): json.member("name", name)
    case .beside(let path): json.member("beside", path)
    }
    json.closeObject()
  }
}

extension KnownGoodReference: Decodable {
  private enum Key: String, CodingKey { case name, beside }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let name = try container.decodeIfPresent(String.self, forKey: .name) {
      self = .named(name)
    } else {
      self = .beside(try container.decode(SourceText.self, forKey: .beside))
    }
  }
}
