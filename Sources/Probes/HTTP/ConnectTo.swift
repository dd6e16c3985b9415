internal import RunbookModel

/// The place that is asked in place of the host that an `http` probe names.
struct ConnectTo: Sendable {
  let host: String
  let port: Int?
  /// The address of the probe's own request, for whose host it holds.
  let main: ProbeURL

  /// Nil where the probe says nothing of it.
  init?(_ conversation: HTTPConversation) throws(ProbeProblem) {
    guard let source = conversation.probe.connectTo else { return nil }
    let text = try conversation.texts.fill(source, [:])
    guard let (host, port) = ProbeURL.hostAndPort(text) else {
      throw .couldNotAsk("connect_to: \"\(text)\" is neither host:port nor [address]:port")
    }
    self.host = host
    self.port = port
    // What is captured later stands in the path or the query; the host is known from the start.
    let names = conversation.probe.before.flatMap(\.captures).map { ($0.name, "x") }
    let main = try conversation.texts.fill(conversation.probe.request.url, Dictionary(names) { first, _ in first })
    do throws(ProbeURL.Problem) { self.main = try ProbeURL(main) } catch { throw .couldNotAsk(error.words) }
  }

  /// Where an address is asked; nil where its own host is. A port other than the probe's own stays what it is.
  func target(of url: ProbeURL) -> (host: String, port: Int)? {
    guard url.host == main.host else { return nil }
    return (host, url.port == main.port ? port ?? url.port : url.port)
  }
}
