package import RunbookModel

/// What most hosts have alike is left out.
extension PlannedHost: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("become", ifAny: become)
      json.member("destination", ifAny: destination)
      json.member("inPlace", ifTrue: inPlace)
      json.member("isShared", ifTrue: isShared)
      json.member("keys", ifFilled: keys)
      json.member("name", name.text)
      json.member("providers", ifFilled: providers)
      json.member("set", ifAny: set)
    }
  }
}

extension PlannedHost: Decodable {
  private enum Key: String, CodingKey { case become, destination, inPlace, isShared, keys, name, providers, set }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    self.init(
      name: try values.decode(HostName.self, forKey: .name),
      destination: try values.decodeIfPresent(String.self, forKey: .destination),
      isShared: try values.flag(.isShared), keys: try values.list(.keys), inPlace: try values.flag(.inPlace),
      set: try values.decodeIfPresent(String.self, forKey: .set), providers: try values.list(.providers),
      become: try values.decodeIfPresent(Become.self, forKey: .become))
  }
}
