internal import Expressions
internal import Probes
internal import RunCore
internal import RunbookModel

/// One try to post a message to a webhook, as JSON that Slack and its like understand.
struct WebhookDelivery: Sendable {
  let channel: ChannelName
  let source: SecretSource
  let settings: DeliverySettings
  let bound: Duration

  /// Where the request's own texts stand; nobody sees them.
  private static let here = SourceLocation(file: "update", line: 1, column: 1)

  func post(_ text: String) async throws(DeliveryProblem) {
    let address = try await address()
    let url: ProbeURL
    do throws(ProbeURL.Problem) { url = try ProbeURL(address) } catch {
      throw DeliveryProblem(words: "the secret that is its address holds no http or https address", isFinal: true)
    }
    // The end of the task that waits ends the wait.
    let bound = ProbeBound(deadline: .now + bound, isCancelled: { false })
    let conversation = conversation(address, text)
    let transcript = ProbeTranscript(hide: { text, _ in text }, append: { _ in })
    let answer: ProbeAnswer
    do throws(ProbeProblem) {
      answer = try await conversation.ask(route: DirectRoute(), bound: bound, transcript: transcript)
    } catch {
      throw DeliveryProblem(words: redactor(address, url).redacted(Self.words(error)))
    }
    try judge(answer.observation)
  }

  /// It may be changed while the run goes on, so it is asked for anew each time.
  private func address() async throws(DeliveryProblem) -> String {
    let store = SecretStore(base: settings.folder, environment: settings.environment, patience: bound)
    let secret = Secret(name: SecretName("address of \(channel)"), location: Self.here, source: source)
    do throws(StepProblem) { return try await store.value(of: secret, folder: settings.folder) } catch {
      if case .command = source { throw DeliveryProblem(words: error.message) }
      throw DeliveryProblem(words: error.message, isFinal: true)
    }
  }

  /// Redirects are not followed: the text of a message is for the one place that the site names.
  private func conversation(_ address: String, _ text: String) -> HTTPConversation {
    let request = HTTPRequest(
      url: SourceText(address, start: Self.here), method: "POST",
      headers: [
        HTTPRequest.Pair(name: "Content-Type", value: SourceText("application/json; charset=utf-8", start: Self.here))
      ], body: SourceText(json(text), start: Self.here))
    // Nothing is filled in: braces in a message are braces.
    return HTTPConversation(
      HTTPProbe(request), texts: ProbeTexts { text, _ in text.text }, trust: Trust(file: nil))
  }

  private func json(_ text: String) -> String {
    String(decoding: JSONWriter.bytes(of: Body(text: text), .compact), as: UTF8.self)
  }

  private func judge(_ observation: Observation) throws(DeliveryProblem) {
    guard let status = observation.status, !(200..<300).contains(status) else { return }
    let mayPass = status == 408 || status == 429 || status >= 500
    let wait = observation.headers.first { $0.name.lowercased() == "retry-after" }.flatMap { Int($0.value) }
    let redirects = (300..<400).contains(status) ? "; redirects are not followed" : ""
    throw DeliveryProblem(
      words: "the webhook answered \(status)\(redirects)", isFinal: !mayPass,
      after: wait.map { .seconds(max(0, min($0, 86_400))) })
  }

  private func redactor(_ address: String, _ url: ProbeURL) -> SecretRedactor {
    SecretRedactor([address, url.text, url.target].map { NamedValue("address of \(channel)", $0) })
  }

  private static func words(_ problem: ProbeProblem) -> String {
    switch problem {
    case .failed(let words), .couldNotAsk(let words), .timedOut(let words): words
    case .cancelled: "it was ended"
    }
  }

  private struct Body: JSONWritable {
    let text: String

    func write(to json: inout JSONWriter) { json.object { $0.member("text", text) } }
  }
}
