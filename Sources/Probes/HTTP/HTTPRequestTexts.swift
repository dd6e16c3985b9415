internal import Expressions
internal import RunbookModel

/// Puts the values into one request: once to be sent, and once to be shown.
struct HTTPRequestTexts {
  struct Filled: Sendable {
    var request: HTTPExchange.Request
    var shownHeaders: [Observation.Header]
    var shownBody: String?
  }

  private let request: HTTPRequest
  private let texts: ProbeTexts
  private let captured: [String: String]
  /// What stands for a captured value where it is shown.
  private let shown: [String: String]

  init(_ request: HTTPRequest, _ texts: ProbeTexts, _ captured: [String: String]) {
    self.request = request
    self.texts = texts
    self.captured = captured
    shown = Dictionary(captured.keys.map { ($0, "[captured \($0)]") }) { first, _ in first }
  }

  func filled() throws(ProbeProblem) -> Filled {
    let text = try texts.fill(request.url, captured)
    let url: ProbeURL
    do throws(ProbeURL.Problem) { url = try ProbeURL(text) } catch {
      // What was captured may stand in the words.
      throw .couldNotAsk(captured.isEmpty ? error.words : "\(request.url.text) makes no address that can be asked")
    }
    var headers: [Observation.Header] = []
    var shownHeaders: [Observation.Header] = []
    for pair in request.headers {
      let value = try texts.fill(pair.value, captured)
      guard Self.isToken(pair.name), !value.utf8.contains(where: { $0 == 10 || $0 == 13 || $0 == 0 }) else {
        throw .couldNotAsk("the header \(pair.name) holds a line break, or its name is none")
      }
      headers.append(Observation.Header(pair.name, value))
      shownHeaders.append(Observation.Header(pair.name, try texts.fill(pair.value, shown)))
    }
    let (body, shownBody) = try self.body()
    if let type = contentType(body), !headers.contains(where: { $0.name.lowercased() == "content-type" }) {
      headers.append(Observation.Header("Content-Type", type))
      shownHeaders.append(Observation.Header("Content-Type", type))
    }
    let sent = HTTPExchange.Request(
      method: request.method, url: url, shownURL: try texts.fill(request.url, shown), headers: headers, body: body)
    return Filled(request: sent, shownHeaders: shownHeaders, shownBody: shownBody)
  }

  private func body() throws(ProbeProblem) -> (sent: String?, shown: String?) {
    guard !request.form.isEmpty else {
      guard let body = request.body else { return (nil, nil) }
      return (try texts.fill(body, captured), try texts.fill(body, shown))
    }
    var fields: [(name: String, value: String)] = []
    var lines = ""
    for pair in request.form {
      fields.append((pair.name, try texts.fill(pair.value, captured)))
      lines += "\(pair.name)=\(try texts.fill(pair.value, shown))\n"
    }
    return (FormEncoding.body(fields), lines)
  }

  private func contentType(_ body: String?) -> String? {
    guard request.form.isEmpty else { return "application/x-www-form-urlencoded" }
    guard let first = body?.first(where: { !$0.isWhitespace }) else { return nil }
    return first == "{" || first == "[" ? "application/json" : "text/plain; charset=utf-8"
  }

  /// RFC 9110, 5.6.2.
  private static func isToken(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }
}
