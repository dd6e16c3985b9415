extension Secret: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    json.member("location", at: location)
    json.member("name", name)
    json.member("source", source)
    json.closeObject()
  }
}

extension Secret: Decodable {
  private enum Key: String, CodingKey { case location, name, source }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    self.init(
      name: try values.decode(SecretName.self, forKey: .name), location: try values.location(.location),
      source: try values.decode(SecretSource.self, forKey: .source))
  }
}

/// `{"file":"…"}`, `{"env":"…"}` or `{"command":[…]}`, as a runbook says it.
extension SecretSource: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    switch self {
    case .file(let path): json.member("file", path)
    case .environment(let name): json.member("env", name)
    case .command(let words): json.member("command", words)
    }
    json.closeObject()
  }
}

extension SecretSource: Decodable {
  private enum Key: String, CodingKey { case file, environment = "env", command }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let path = try container.decodeIfPresent(String.self, forKey: .file) {
      self = .file(path)
    } else if let name = try container.decodeIfPresent(String.self, forKey: .environment) {
      self = .environment(name)
    } else {
      self = .command(try container.decode([String].self, forKey: .command))
    }
  }
}
