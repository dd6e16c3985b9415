package import RunbookModel

extension PlannedPerson: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("contact", ifAny: contact)
      json.member("name", name)
      json.member("roles", roles)
    }
  }
}

extension PlannedVendor: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("contract", ifAny: contract)
      json.member("hours", ifAny: hours)
      json.member("name", name)
      json.member("phone", ifAny: phone)
    }
  }
}

/// `{"name":…,"webhook":{"env":…}}`, `{"name":…,"command":[…]}` or `{"name":…,"email":[…]}`.
extension PlannedChannel: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      switch way {
      case .command(let words): json.member("command", words)
      case .email(let addresses): json.member("email", addresses)
      case .webhook: break
      }
      json.member("name", name)
      if case .webhook(let source) = way { json.member("webhook", source) }
    }
  }
}

extension PlannedChannel: Decodable {
  private enum Key: String, CodingKey { case command, email, name, webhook }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    name = try values.decode(ChannelName.self, forKey: .name)
    if let source = try values.decodeIfPresent(SecretSource.self, forKey: .webhook) {
      way = .webhook(source)
    } else if let words = try values.decodeIfPresent([String].self, forKey: .command) {
      way = .command(words)
    } else {
      way = .email(try values.decode([String].self, forKey: .email))
    }
  }
}
