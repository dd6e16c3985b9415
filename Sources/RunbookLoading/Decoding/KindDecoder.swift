internal import RunbookModel

/// Reads what a step does; a kind whose mapping lacks something is absent.
struct KindDecoder {
  let reader: MappingReader

  /// The kind that the mapping has, if it has exactly one.
  func kind(among words: [StepKind.Word]) -> StepKind? {
    var present: StepKind.Word?
    for word in words where reader.has(word.rawValue) {
      guard present == nil else { return nil }
      present = word
    }
    guard let word = present else { return nil }
    if word == .run { return reader.text("run").map { .run($0) } }
    if word == .wait { return reader.duration("wait").map { .wait(WaitTime($0)) } }
    return reader.reader(word.rawValue).flatMap { Self.kind(word, $0) }
  }

  private static func kind(_ word: StepKind.Word, _ reader: MappingReader) -> StepKind? {
    switch word {
    case .run, .wait, .isolation: nil
    case .copy: copy(reader).map { .copy($0) }
    case .template: template(reader).map { .template($0) }
    case .http: http(reader).map { .http($0) }
    case .tcp: tcp(reader).map { .tcp($0) }
    case .dns: dns(reader).map { .dns($0) }
    case .sql: sql(reader).map { .sql($0) }
    case .manual: manual(reader).map { .manual($0) }
    case .approve: approval(reader).map { .approve($0) }
    case .decide: decision(reader).map { .decide($0) }
    case .reboot: .reboot(Reboot(backWithin: reader.duration("back_within")))
    case .notify: notification(reader).map { .notify($0) }
    }
  }

  var mentions: [Mention] {
    var mentions: [Mention] = []
    if let role = reader.reader("approve")?.text("by") { mentions.append(Mention(.role, role)) }
    if let role = reader.reader("decide")?.text("by") { mentions.append(Mention(.role, role)) }
    if let channel = reader.reader("notify")?.text("channel") { mentions.append(Mention(.channel, channel)) }
    return mentions
  }

  private static func copy(_ reader: MappingReader) -> Copy? {
    guard let from = reader.text("from"), let to = reader.text("to") else { return nil }
    return Copy(from: from, to: to, mode: reader.string("mode"))
  }

  private static func template(_ reader: MappingReader) -> TemplateFile? {
    guard let from = reader.text("from"), let to = reader.text("to") else { return nil }
    return TemplateFile(from: from, to: to, mode: reader.string("mode"))
  }

  private static func http(_ reader: MappingReader) -> HTTPProbe? {
    guard let request = request(reader) else { return nil }
    return HTTPProbe(
      request, before: reader.readers("before").compactMap(Self.earlierRequest), connectTo: reader.text("connect_to"),
      ca: reader.text("ca"), redirects: reader.count("redirects") ?? 0, redirectHosts: reader.texts("redirect_hosts"))
  }

  private static func request(_ reader: MappingReader) -> HTTPRequest? {
    guard let url = reader.text("url") else { return nil }
    return HTTPRequest(
      url: url, method: reader.string("method") ?? "GET", headers: pairs("headers", reader), body: reader.text("body"),
      form: pairs("form", reader))
  }

  private static func earlierRequest(_ reader: MappingReader) -> HTTPRequest? {
    guard var request = request(reader) else { return nil }
    request.status = reader.strings("status")
    request.captures = reader.entries("capture").compactMap(capture)
    return request
  }

  private static func pairs(_ key: String, _ reader: MappingReader) -> [HTTPRequest.Pair] {
    reader.entries(key).compactMap { entry in
      entry.text.map { HTTPRequest.Pair(name: entry.name.text, value: $0) }
    }
  }

  private static func capture(_ entry: Entry) -> HTTPCapture? {
    guard let reader = entry.reader else { return nil }
    let source: HTTPCapture.Source? =
      if let path = reader.text("json") { .json(path) } else if let header = reader.string("header") {
        .header(header)
      } else if let after = reader.string("after"), let until = reader.string("until") {
        .between(after: after, until: until)
      } else { nil }
    return source.map { HTTPCapture(name: entry.name.text, source: $0) }
  }

  static func tcp(_ reader: MappingReader) -> TCPProbe? {
    guard let host = reader.text("host"), let port = reader.text("port") else { return nil }
    return TCPProbe(
      host: host, port: port, send: reader.text("send"), tls: reader.flag("tls"), ca: reader.text("ca"),
      serverName: reader.text("server_name"))
  }

  private static func dns(_ reader: MappingReader) -> DNSProbe? {
    guard let name = reader.text("name") else { return nil }
    return DNSProbe(
      name: name, type: reader.string("type") ?? "A", servers: reader.texts("servers"),
      ttlAtMost: reader.duration("ttl_at_most"))
  }

  private static func sql(_ reader: MappingReader) -> SQLProbe? {
    guard let engine = reader.choice("engine", SQLProbe.Engine.self), let database = reader.text("database"),
      let query = reader.text("query")
    else { return nil }
    return SQLProbe(
      engine: engine, database: database, query: query, parameters: reader.texts("parameters"),
      host: reader.text("host"),
      port: reader.text("port"), user: reader.text("user"), password: reader.text("password"))
  }
}
