internal import Expressions
internal import Probes
internal import RecoveryPlanning
internal import RunCore
internal import RunEngine
internal import RunbookModel

/// One try of a step that asks a server.
struct ProbeAttempt: Sendable {
  let request: AttemptRequest
  let values: AttemptValues
  /// The runbook's folder, from which relative paths are read.
  let folder: String
  let log: ProbeLog
  /// Nil from this machine.
  let hostRoute: HostProbeRoute?
  let bound: ProbeBound

  private var route: any ProbeRoute { hostRoute ?? DirectRoute() }

  func ask() async throws(ProbeProblem) -> ProbeAnswer {
    switch request.step.step.kind {
    case .http(let probe):
      let trust = Trust(file: try path(probe.ca))
      return try await HTTPConversation(probe, texts: texts, trust: trust)
        .ask(route: route, bound: bound, transcript: log.transcript)
    case .tcp(let probe): return try await ask(probe)
    case .dns(let probe): return try await ask(probe)
    default: throw .couldNotAsk("a step of this kind asks no server")
    }
  }

  private func ask(_ probe: DNSProbe) async throws(ProbeProblem) -> ProbeAnswer {
    var servers: [String] = []
    for server in probe.servers { servers.append(try fill(server)) }
    let question = DNSQuestion(
      name: try fill(probe.name), type: probe.type, servers: servers, ttlAtMost: probe.ttlAtMost)
    return try await DNSClient.ask(question, route: route, isDirect: hostRoute == nil, bound: bound)
  }

  private func ask(_ probe: TCPProbe) async throws(ProbeProblem) -> ProbeAnswer {
    let host = try fill(probe.host)
    let portText = try fill(probe.port)
    guard let port = PortNumber.read(portText) else {
      throw .couldNotAsk("the port is \"\(portText)\"; it must be a number from 1 to 65535")
    }
    guard !host.isEmpty else { throw .couldNotAsk("the host has no name: the text for it is empty") }
    var conversation = TCPConversation(host: host, port: port)
    if let send = probe.send { conversation.send = try fill(send) }
    if probe.tls {
      let name = try probe.serverName.map(fill) ?? host
      conversation.tls = TCPConversation.TLS(serverName: name, trust: Trust(file: try path(probe.ca)))
    }
    if let expect = request.step.step.expect?.ofText {
      let check = ExpectationCheck(kind: .tcp, expect: expect, values: values)
      conversation.isEnough = { seen in
        // What can't be judged is told when all is judged.
        do { return try check.mismatches(hidden(seen)).isEmpty } catch { return true }
      }
    }
    return try await conversation.ask(route: route, bound: bound, transcript: log.transcript)
  }

  /// Gives up the way through the host; a host that hangs is not waited for.
  func close() async {
    guard let hostRoute else { return }
    let patience = ProbeBound(deadline: .now + .seconds(3), isCancelled: { false })
    do throws(ProbeProblem) {
      try await patience.hold(ProbeStage()) { () async throws(ProbeProblem) in await hostRoute.close() }
    } catch {
      // The connection's own end closes what is left of it.
    }
  }

  /// What is compared and quoted: without secrets, and then no more than is compared.
  func hidden(_ seen: Observation) -> Observation {
    var seen = seen
    seen.output = values.redactor.redacted(seen.output)
    seen.headers = seen.headers.map { Observation.Header($0.name, values.redactor.redacted($0.value)) }
    if seen.output.utf8.count > ExpectationCheck.mostCompared {
      seen.output = String(decoding: seen.output.utf8.prefix(ExpectationCheck.mostCompared), as: UTF8.self)
      seen.outputIsCut = true
    }
    return seen
  }

  // MARK: - Values

  private var texts: ProbeTexts {
    ProbeTexts { (text, captured) throws(ProbeProblem) in try fill(text, captured) }
  }

  private func fill(_ text: SourceText) throws(ProbeProblem) -> String { try fill(text, [:]) }

  private func fill(_ text: SourceText, _ captured: [String: String]) throws(ProbeProblem) -> String {
    do { return try values.fill(text, captured: captured) } catch { throw .couldNotAsk(error.message) }
  }

  private func path(_ text: SourceText?) throws(ProbeProblem) -> String? {
    guard let text else { return nil }
    return PathText.resolve(try fill(text), in: folder)
  }
}

extension Expectation {
  /// What it expects of a text alone; nil where that is nothing.
  fileprivate var ofText: Expectation? {
    let hasText = !contains.isEmpty || !matches.isEmpty || equals != nil || lines != nil
    guard hasText else { return nil }
    return Expectation(location: location, contains: contains, matches: matches, equals: equals, lines: lines)
  }
}
