/// A request over HTTP or HTTPS.
package struct HTTPProbe: Hashable, Sendable, Decodable {
  package struct Header: Hashable, Sendable, Decodable {
    package var name: String
    package var value: SourceText

    package init(name: String, value: SourceText) {
      self.name = name
      self.value = value
    }
  }

  package var url: SourceText
  package var method: String
  package var headers: [Header]
  package var body: SourceText?
  /// `host:port` that is asked in place of the one that the URL names.
  package var connectTo: SourceText?
  /// Path of a PEM file of the authorities to trust.
  package var ca: SourceText?
  /// How many redirects on the same host are followed.
  package var redirects: Int

  package init(
    url: SourceText, method: String = "GET", headers: [Header] = [], body: SourceText? = nil,
    connectTo: SourceText? = nil, ca: SourceText? = nil, redirects: Int = 0
  ) {
    self.url = url
    self.method = method
    self.headers = headers
    self.body = body
    self.connectTo = connectTo
    self.ca = ca
    self.redirects = redirects
  }
}

/// A TCP connection, with what is sent and what must come back.
package struct TCPProbe: Hashable, Sendable, Decodable {
  package var host: SourceText
  /// A number, or a value that yields one.
  package var port: SourceText
  package var send: SourceText?

  package init(host: SourceText, port: SourceText, send: SourceText? = nil) {
    self.host = host
    self.port = port
    self.send = send
  }
}

/// A question to one or several name servers.
package struct DNSProbe: Hashable, Sendable, Decodable {
  package var name: SourceText
  package var type: String
  /// Without one the system's resolver is asked.
  package var servers: [SourceText]
  /// The highest time to live that an answer may have.
  @OptionalDurationText package var ttlAtMost: Duration?

  package init(name: SourceText, type: String = "A", servers: [SourceText] = [], ttlAtMost: Duration? = nil) {
    self.name = name
    self.type = type
    self.servers = servers
    _ttlAtMost = OptionalDurationText(wrappedValue: ttlAtMost)
  }
}

/// A query whose rows are the answer; its values are bound, never pasted.
package struct SQLProbe: Hashable, Sendable, Decodable {
  package enum Engine: String, CaseIterable, Sendable, Codable { case postgresql, mysql, mariadb, sqlite }

  package var engine: Engine
  package var database: SourceText
  package var query: SourceText
  package var parameters: [SourceText]
  package var host: SourceText?
  package var port: SourceText?
  package var user: SourceText?
  package var password: SourceText?

  package init(
    engine: Engine, database: SourceText, query: SourceText, parameters: [SourceText] = [], host: SourceText? = nil,
    port: SourceText? = nil, user: SourceText? = nil, password: SourceText? = nil
  ) {
    self.engine = engine
    self.database = database
    self.query = query
    self.parameters = parameters
    self.host = host
    self.port = port
    self.user = user
    self.password = password
  }
}
