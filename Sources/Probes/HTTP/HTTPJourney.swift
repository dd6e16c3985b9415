internal import Expressions
internal import RunbookModel

/// The requests of one probe, one after the other, and what is carried from each to the next.
struct HTTPJourney {
  private let conversation: HTTPConversation
  private let route: any ProbeRoute
  private let bound: ProbeBound
  private let stage: ProbeStage
  private let transcript: ProbeTranscript
  private let redirects: RedirectRule
  private let connectTo: ConnectTo?
  private var jar = CookieJar()
  private var captured: [String: String] = [:]
  /// What servers showed, by whom they are.
  private var certificates: [String: ShownCertificate] = [:]

  init(
    _ conversation: HTTPConversation, route: any ProbeRoute, bound: ProbeBound, stage: ProbeStage,
    transcript: ProbeTranscript
  ) throws(ProbeProblem) {
    self.conversation = conversation
    self.route = route
    self.bound = bound
    self.stage = stage
    self.transcript = transcript
    var hosts: [String] = []
    for host in conversation.probe.redirectHosts { hosts.append(try conversation.texts.fill(host, [:])) }
    redirects = RedirectRule(most: conversation.probe.redirects, hosts: hosts)
    connectTo = try ConnectTo(conversation)
  }

  // MARK: - Requests

  /// A request that comes before the last: its status must be one that is accepted.
  mutating func prepare(_ request: HTTPRequest) async throws(ProbeProblem) {
    let filled = try HTTPRequestTexts(request, conversation.texts, captured).filled()
    let answer = try await exchange(filled)
    // What is taken from the answer must not be read in the log of the answer either.
    let missing = take(request.captures, from: answer)
    tell(answer)
    let accepted = (request.status.isEmpty ? ["2xx", "3xx"] : request.status).compactMap { StatusPattern($0) }
    guard accepted.contains(where: { $0.holds(for: answer.status) }) else {
      let expected = accepted.map(\.description).joined(separator: " or ")
      throw .failed(
        "\(filled.request.method) \(filled.request.shownURL), which comes before the check, answered "
          + "\(answer.status); \(expected) was expected")
    }
    if let missing {
      throw .failed(
        "\(missing.name) can't be captured from the answer of \(filled.request.method) \(filled.request.shownURL): "
          + transcript.hide(missing.words, captured))
    }
    let names = request.captures.map { "captured \($0.name)" }
    if !names.isEmpty { transcript.tell("*", [names.joined(separator: ", ")]) }
  }

  /// Takes values for the requests that follow; gives the first that isn't there, and why.
  private mutating func take(
    _ captures: [HTTPCapture], from answer: HTTPExchange.Answer
  ) -> (name: String, words: String)? {
    for capture in captures {
      do throws(CapturedValue.Missing) { captured[capture.name] = try CapturedValue.take(capture, from: answer) } catch {
        return (capture.name, error.words)
      }
    }
    return nil
  }

  /// The request itself, and where its redirects lead.
  mutating func conclude(_ request: HTTPRequest) async throws(ProbeProblem) -> ProbeAnswer {
    var filled = try HTTPRequestTexts(request, conversation.texts, captured).filled()
    var trail = [filled.request.url]
    while true {
      let answer = try await exchange(filled)
      tell(answer)
      let location = answer.headers.first { $0.name.lowercased() == "location" }?.value
      switch redirects.verdict(
        status: answer.status, location: location, trail: trail, method: filled.request.method)
      {
      case .isAnswer: return conclusion(answer, filled.request.url)
      case .refuse(let words): throw .failed(transcript.hide(words, captured))
      case .follow(let next, let method, let keepsBody):
        filled = followed(filled, to: next, method: method, keepsBody: keepsBody)
        trail.append(next)
      }
    }
  }

  private func followed(
    _ filled: HTTPRequestTexts.Filled, to next: ProbeURL, method: String, keepsBody: Bool
  ) -> HTTPRequestTexts.Filled {
    var result = filled
    let isElsewhere = next.host != filled.request.url.host
    result.request.url = next
    result.request.shownURL = transcript.hide(next.text, captured)
    result.request.method = method
    func stays(_ header: Observation.Header) -> Bool {
      let name = header.name.lowercased()
      if name == "host" { return false }
      if !keepsBody, name == "content-type" || name == "content-length" { return false }
      return !isElsewhere || RedirectRule.isOpen(name) || (keepsBody && name == "content-type")
    }
    result.request.headers = filled.request.headers.filter(stays)
    result.shownHeaders = filled.shownHeaders.filter(stays)
    if !keepsBody {
      result.request.body = nil
      result.shownBody = nil
    }
    return result
  }

  private func conclusion(_ answer: HTTPExchange.Answer, _ url: ProbeURL) -> ProbeAnswer {
    let days = certificates[url.authority]?.daysLeft(now: DayText.now())
    let observation = Observation(
      output: answer.text, outputIsCut: answer.isCut, status: answer.status, headers: answer.headers,
      firstByte: answer.firstByte, certificateDays: url.isSecure ? days : nil, elapsed: answer.elapsed)
    var result = ProbeAnswer(observation, transcript: "")
    result.captured = captured
    return result
  }

  // MARK: - One exchange

  private mutating func exchange(_ filled: HTTPRequestTexts.Filled) async throws(ProbeProblem) -> HTTPExchange.Answer {
    let url = filled.request.url
    let (host, port) = connectTo?.target(of: url) ?? (url.host, url.port)
    let place = "\(host.contains(":") ? "[\(host)]" : host):\(port)"
    stage.begin(place, missing: "no connection")
    let entrance = try await route.entrance(to: host, port)
    tell(filled, place)
    if url.isSecure, certificates[url.authority] == nil {
      let dialer = Dialer(place: place, host: host, entrance: entrance, stage: stage, bound: bound)
      let shown = try await dialer.certificate(url.host)
      transcript.tell("*", ["its certificate is for \(shown.names.joined(separator: ", ")), until \(DayText.day(shown.notAfter))"])
      if let fault = shown.fault(for: url.host, now: DayText.now()) { throw .failed(fault) }
      certificates[url.authority] = shown
    }
    var request = filled.request
    complete(&request)
    let answer = try await HTTPExchange(
      request: request, place: place, host: host, entrance: entrance, trust: conversation.trust,
      certificate: certificates[url.authority], stage: stage, bound: bound
    ).answer()
    let given = answer.headers.filter { $0.name.lowercased() == "set-cookie" }.map(\.value)
    jar.take(given, from: url, now: DayText.now())
    return answer
  }

  /// Adds what every request has, where its author says nothing else.
  private func complete(_ request: inout HTTPExchange.Request) {
    func has(_ name: String) -> Bool { request.headers.contains { $0.name.lowercased() == name } }
    if !has("host") { request.headers.insert(Observation.Header("Host", request.url.authority), at: 0) }
    if !has("user-agent") { request.headers.append(Observation.Header("User-Agent", "halfhour")) }
    if !has("accept") { request.headers.append(Observation.Header("Accept", "*/*")) }
    if !has("accept-encoding") { request.headers.append(Observation.Header("Accept-Encoding", "identity")) }
    // Each request has a connection of its own, so that none finds one that its server was about to close.
    request.headers.removeAll { $0.name.lowercased() == "connection" }
    request.headers.append(Observation.Header("Connection", "close"))
    guard let carried = jar.header(for: request.url, now: DayText.now()) else { return }
    if let own = request.headers.firstIndex(where: { $0.name.lowercased() == "cookie" }) {
      request.headers[own].value += "; " + carried
    } else {
      request.headers.append(Observation.Header("Cookie", carried))
    }
  }

  // MARK: - The log

  private func tell(_ filled: HTTPRequestTexts.Filled, _ place: String) {
    let request = filled.request
    transcript.tell("*", ["\(request.method) \(request.shownURL), asked at \(place)"])
    var lines = filled.shownHeaders.map { "\($0.name): \($0.value)" }
    if jar.header(for: request.url, now: DayText.now()) != nil { lines.append("Cookie: [carried on]") }
    transcript.tell(">", lines, captured)
    if let body = filled.shownBody { transcript.tell(content: body, isCut: false, captured) }
  }

  private func tell(_ answer: HTTPExchange.Answer) {
    let lines = answer.headers.map { header in
      guard header.name.lowercased() == "set-cookie" else { return "\(header.name): \(header.value)" }
      // What a cookie holds is as good as a password.
      let attributes = header.value.drop { $0 != ";" }
      return "\(header.name): \(header.value.prefix { $0 != "=" })=[carried on]\(attributes)"
    }
    transcript.tell("<", ["\(answer.status) \(answer.reason)"] + lines, captured)
    transcript.tell(content: answer.text, isCut: answer.isCut, captured)
    transcript.tell(
      "*", ["first byte after \(answer.firstByte.roundedText), all \(answer.bytes) bytes after \(answer.elapsed.roundedText)"])
  }
}
