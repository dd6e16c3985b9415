internal import Digests
package import RunbookModel

/// What a check asks, apart from where: when it changes, an answer that was recorded before is older than its check.
package enum KnownGoodQuestion {
  /// The digest of the texts as they are written, so that no secret's value and no address takes part.
  ///
  /// `file` gives the digest of a file that the step takes along, by the path that its author wrote.
  package static func digest(of step: Step, file: (String) -> String?) -> String {
    var hasher = SHA256Hasher()
    for (name, value) in parts(of: step) + step.files.map({ ("file \($0.text)", file($0.text) ?? "") }) {
      // With its length before it, no text can look like two.
      hasher.update("\(name.utf8.count) \(name) \(value.utf8.count) \(value)\n".utf8)
    }
    return hasher.finalize().description
  }

  /// The same with the bytes of those files.
  package static func digest(of step: Step, bytes: (String) -> [UInt8]?) -> String {
    digest(of: step) { path in bytes(path).map { SHA256Digest(of: $0).description } }
  }

  private static func parts(of step: Step) -> [(String, String)] {
    var parts = [("kind", step.kindWord.rawValue)]
    switch step.kind {
    case .run(let script): parts += [("run", script.text)] + step.with.map { ("with \($0.name)", $0.value.text) }
    case .http(let probe):
      for request in probe.before + [probe.request] { parts += self.parts(of: request) }
    case .dns(let probe): parts += [("name", probe.name.text), ("type", probe.type)]
    case .sql(let probe):
      parts += [("engine", probe.engine.rawValue), ("database", probe.database.text), ("query", probe.query.text)]
      parts += probe.parameters.map { ("parameter", $0.text) }
    default: break
    }
    return parts + (step.expect?.knownGood?.masks ?? []).map { ("mask", $0.text) }
  }

  private static func parts(of request: HTTPRequest) -> [(String, String)] {
    [("method", request.method), ("path", path(of: request.url.text)), ("body", request.body?.text ?? "")]
      + request.headers.map { ("header \($0.name.lowercased())", $0.value.text) }
      + request.form.map { ("field \($0.name)", $0.value.text) }
  }

  /// A URL without the server that it names.
  private static func path(of url: String) -> String {
    guard let scheme = url.firstRange(of: "://"), !url[..<scheme.lowerBound].contains("{") else { return url }
    var depth = 0
    let path = url[scheme.upperBound...].drop { character in
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      return depth > 0 || !"/?#".contains(character)
    }
    return path.isEmpty ? "/" : String(path)
  }
}
