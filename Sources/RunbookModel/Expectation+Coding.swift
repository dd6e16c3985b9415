/// What is not expected is left out.
extension Expectation: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    json.member("certificateDays", ifAny: certificateDays)
    json.member("contains", ifFilled: contains)
    json.member("equals", ifAny: equals)
    json.member("exit", ifFilled: exit)
    json.member("fasterThan", ifAny: fasterThan)
    json.member("firstByte", ifAny: firstByte)
    json.member("headers", ifFilled: headers)
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
    case certificateDays, contains, equals, exit, fasterThan, firstByte, headers, json, knownGood, lines, location
    case matches, rows, status
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    func value<Value: Decodable>(_ key: Key) throws -> Value? { try values.decodeIfPresent(Value.self, forKey: key) }
    self.init(
      location: try values.location(.location), exit: try values.list(.exit),
      status: try values.list(.status), contains: try values.list(.contains), matches: try values.list(.matches),
      equals: try value(.equals), lines: try value(.lines), rows: try value(.rows), json: try values.list(.json),
      headers: try values.list(.headers), knownGood: try value(.knownGood),
      certificateDays: try value(.certificateDays),
      fasterThan: try values.time(.fasterThan), firstByte: try values.time(.firstByte))
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

extension HeaderExpectation: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    json.member("equals", equals)
    json.member("name", name)
    json.closeObject()
  }
}

/// `{"name":"…"}` or `{"beside":…}`, with what may differ.
extension KnownGoodExpectation: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    json.member("anyOrder", ifTrue: anyOrder)
    if case .beside(let path) = source { json.member("beside", path) }
    json.member("masks", ifFilled: masks)
    if case .named(let name) = source { json.member("name", name) }
    if let numbersWithin { json.member("numbersWithin", numbersWithin) }
    json.member("rows", ifAny: rows)
    json.closeObject()
  }
}

extension KnownGoodExpectation: Decodable {
  private enum Key: String, CodingKey { case anyOrder, beside, masks, name, numbersWithin, rows }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let source: Source
    if let name = try values.decodeIfPresent(String.self, forKey: .name) {
      source = .named(name)
    } else {
      source = .beside(try values.decode(SourceText.self, forKey: .beside))
    }
    self.init(
      source, masks: try values.list(.masks), anyOrder: try values.flag(.anyOrder),
      numbersWithin: try values.decodeIfPresent(Double.self, forKey: .numbersWithin),
      rows: try values.decodeIfPresent(SourceText.self, forKey: .rows))
  }
}
