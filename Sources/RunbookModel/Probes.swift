/// A request over HTTP or HTTPS, and what must come before it, such as a login.
package struct HTTPProbe: Hashable, Sendable, Decodable {
  /// In this order, with the cookies and captured values of those before.
  package var before: [HTTPRequest]
  package var request: HTTPRequest
  /// `host:port` that is asked in place of the one that the URLs name.
  package var connectTo: SourceText?
  /// Path of a PEM file of the authorities to trust.
  package var ca: SourceText?
  /// How many redirects on the same host are followed.
  package var redirects: Int
  /// Other hosts to which a redirect may lead.
  package var redirectHosts: [SourceText]

  package init(
    _ request: HTTPRequest, before: [HTTPRequest] = [], connectTo: SourceText? = nil, ca: SourceText? = nil,
    redirects: Int = 0, redirectHosts: [SourceText] = []
  ) {
    self.request = request
    self.before = before
    self.connectTo = connectTo
    self.ca = ca
    self.redirects = redirects
    self.redirectHosts = redirectHosts
  }
}

/// A TCP connection, with what is sent and what must come back.
package struct TCPProbe: Hashable, Sendable, Decodable {
  package var host: SourceText
  /// A number, or a value that yields one.
  package var port: SourceText
  package var send: SourceText?
  package var tls: Bool
  /// Path of a PEM file of the authorities to trust.
  package var ca: SourceText?
  /// The name that the certificate must have; the host without it.
  package var serverName: SourceText?

  package init(
    host: SourceText, port: SourceText, send: SourceText? = nil, tls: Bool = false, ca: SourceText? = nil,
    serverName: SourceText? = nil
  ) {
    self.host = host
    self.port = port
    self.send = send
    self.tls = tls
    self.ca = ca
    self.serverName = serverName
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
