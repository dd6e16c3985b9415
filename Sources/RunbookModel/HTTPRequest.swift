/// One request of an `http` step.
package struct HTTPRequest: Hashable, Sendable, Decodable {
  package struct Pair: Hashable, Sendable, Decodable {
    package var name: String
    package var value: SourceText

    package init(name: String, value: SourceText) {
      self.name = name
      self.value = value
    }
  }

  package var url: SourceText
  package var method: String
  package var headers: [Pair]
  package var body: SourceText?
  /// Fields of a form, which are encoded and sent as the body.
  package var form: [Pair]
  /// Accepted statuses of a request that comes before the last: codes or classes; `2xx` and `3xx` without it.
  package var status: [String]
  package var captures: [HTTPCapture]

  package init(
    url: SourceText, method: String = "GET", headers: [Pair] = [], body: SourceText? = nil, form: [Pair] = [],
    status: [String] = [], captures: [HTTPCapture] = []
  ) {
    self.url = url
    self.method = method
    self.headers = headers
    self.body = body
    self.form = form
    self.status = status
    self.captures = captures
  }

  package var interpolatedTexts: [SourceText] {
    [url] + headers.map(\.value) + form.map(\.value) + [body].compactMap { $0 }
  }
}

/// A value that is taken from an answer for the requests that follow, as `{{ captured.name }}`.
package struct HTTPCapture: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    /// A path into a JSON answer.
    case json(SourceText)
    case header(String)
    /// What stands between two texts of the answer.
    case between(after: String, until: String)
  }

  package var name: String
  package var source: Source

  package init(name: String, source: Source) {
    self.name = name
    self.source = source
  }
}
