extension HTTPProbe: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("body", ifAny: body)
      json.member("ca", ifAny: ca)
      json.member("connectTo", ifAny: connectTo)
      json.member("headers", headers)
      json.member("method", method)
      json.member("redirects", redirects)
      json.member("url", url)
    }
  }
}

extension HTTPProbe.Header: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("name", name)
      json.member("value", value)
    }
  }
}

extension TCPProbe: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("host", host)
      json.member("port", port)
      json.member("send", ifAny: send)
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
