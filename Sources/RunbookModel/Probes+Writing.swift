extension HTTPProbe: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("before", before)
      json.member("ca", ifAny: ca)
      json.member("connectTo", ifAny: connectTo)
      json.member("redirectHosts", redirectHosts)
      json.member("redirects", redirects)
      json.member("request", request)
    }
  }
}

extension HTTPRequest: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("body", ifAny: body)
      json.member("captures", captures)
      json.member("form", form)
      json.member("headers", headers)
      json.member("method", method)
      json.member("status", status)
      json.member("url", url)
    }
  }
}

extension HTTPRequest.Pair: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("name", name)
      json.member("value", value)
    }
  }
}

/// `{"name":"token","json":…}`, `{"name":"place","header":"location"}` or `{"name":"token","after":"…","until":"…"}`.
extension HTTPCapture: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      if case .between(let after, _) = source { json.member("after", after) }
      if case .header(let header) = source { json.member("header", header) }
      if case .json(let path) = source { json.member("json", path) }
      json.member("name", name)
      if case .between(_, let until) = source { json.member("until", until) }
    }
  }
}

extension HTTPCapture: Decodable {
  private enum Key: String, CodingKey { case name, json, header, after, until }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let name = try values.decode(String.self, forKey: .name)
    if let path = try values.decodeIfPresent(SourceText.self, forKey: .json) {
      self.init(name: name, source: .json(path))
    } else if let header = try values.decodeIfPresent(String.self, forKey: .header) {
      self.init(name: name, source: .header(header))
    } else {
      let after = try values.decode(String.self, forKey: .after)
      self.init(name: name, source: .between(after: after, until: try values.decode(String.self, forKey: .until)))
    }
  }
}

extension TCPProbe: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("ca", ifAny: ca)
      json.member("host", host)
      json.member("port", port)
      json.member("send", ifAny: send)
      json.member("serverName", ifAny: serverName)
      json.member("tls", tls)
    }
  }
}

extension DNSProbe: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("name", name)
      json.member("servers", servers)
      json.member("ttlAtMost", ifAny: ttlAtMost)
      json.member("type", type)
    }
  }
}

extension SQLProbe: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("database", database)
      json.member("engine", engine)
      json.member("host", ifAny: host)
      json.member("parameters", parameters)
      json.member("password", ifAny: password)
      json.member("port", ifAny: port)
      json.member("query", query)
      json.member("user", ifAny: user)
    }
  }
}

extension SQLProbe.Engine: JSONWritable {}
