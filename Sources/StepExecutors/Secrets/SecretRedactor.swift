/// Hides secrets in a stream of bytes, in the forms that tools print them in, however the stream is cut into chunks.
///
/// A secret stands plain, in base64, URL-encoded, quoted for a shell or for JSON, and broken over lines. What could
/// still become one is held back until it is decided.
package struct SecretRedactor: Sendable {
  /// The characters that a secret must have, line breaks at its ends not counted: shorter ones would hide half of every log.
  package static let shortestSecret = 6
  /// So many line breaks in a row, beside its own, a secret can have that is broken over lines.
  private static let mostAddedBreaks = 4

  private struct Walk {
    let node: Int32
    let start: Int
  }

  private struct Finding {
    var start: Int
    let end: Int
    var secret: Int32
  }

  private let graph: SecretGraph
  /// More line breaks in a row than this end whatever could have become a secret.
  private let mostBreaks: Int
  /// Bytes that the longest form of a secret can take: a byte becomes six at most, each with line breaks behind it.
  let longestForm: Int
  private var held: [UInt8] = []
  /// Where in the stream the held bytes begin.
  private var base = 0
  private var scanned = 0
  private var breaks = 0
  /// Oldest first.
  private var walks: [Walk] = []
  /// The walks of the byte before, kept for their memory alone.
  private var earlierWalks: [Walk] = []
  /// Apart from each other, in order.
  private var findings: [Finding] = []
  /// For each node the position at which it was reached last, so that one walk per node is enough.
  private var reached: [Int]

  package init(_ secrets: [NamedValue]) {
    let secrets = secrets.filter { Self.canHide($0.value) }
    graph = SecretGraph(secrets)
    mostBreaks = Self.mostAddedBreaks + (secrets.map { Self.longestRunOfBreaks(in: $0.value) }.max() ?? 0)
    longestForm = (secrets.map(\.value.utf8.count).max() ?? 0) * 6 * (1 + 2 * mostBreaks)
    reached = [Int](repeating: -1, count: graph.accepted.count)
  }

  private static func longestRunOfBreaks(in secret: String) -> Int {
    secret.utf8.split { !isBreak($0) }.map(\.count).max() ?? 0
  }

  private static func isBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

  /// Whether the value is long enough to be hidden; no step may use a secret that is not.
  package static func canHide(_ value: String) -> Bool {
    SecretForms.core(of: value).unicodeScalars.count >= shortestSecret
  }

  /// True when there is nothing to hide, so that bytes need not come through here.
  package var isIdle: Bool { graph.names.isEmpty }

  /// What is shown in place of a secret.
  static func mark(of secret: String) -> String { "[secret \(secret)]" }

  /// Bytes that were taken and not given yet; a new redactor that begins with them goes on just the same.
  package var heldCount: Int { held.count }

  /// Takes the next bytes and gives those that are safe to show.
  package mutating func redact(_ chunk: [UInt8]) -> [UInt8] {
    scan(chunk)
    return release(upTo: walks.first?.start ?? base + held.count)
  }

  /// Gives what was held back, at the end of the stream.
  package mutating func finish() -> [UInt8] {
    walks = []
    return release(upTo: base + held.count)
  }

  /// A whole text with its secrets hidden.
  package func redacted(_ text: String) -> String {
    guard !isIdle else { return text }
    var fresh = self
    let bytes = fresh.redact(Array(text.utf8))
    return String(decoding: bytes + fresh.finish(), as: UTF8.self)
  }

  /// The name of the first secret that stands in the text in any form.
  package func firstSecret(in text: String) -> String? {
    var fresh = self
    fresh.scan(Array(text.utf8))
    return fresh.findings.first.map { graph.names[Int($0.secret)] }
  }

  private mutating func scan(_ chunk: [UInt8]) {
    held += chunk
    guard !isIdle else { return }
    chunk.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        if walks.isEmpty { index = firstStart(in: bytes, from: index) }
        guard index < bytes.count else { break }
        step(bytes[index], at: scanned + index)
        index += 1
      }
    }
    scanned += chunk.count
  }

  /// Most bytes of a log begin no secret; this passes them fast.
  private func firstStart(in bytes: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
    graph.isStart.withUnsafeBufferPointer { isStart in
      var index = index
      while index < bytes.count, !isStart[Int(bytes[index])] { index += 1 }
      return index
    }
  }

  private mutating func step(_ byte: UInt8, at position: Int) {
    if Self.isBreak(byte) {
      breaks += 1
      if breaks > mostBreaks { walks.removeAll(keepingCapacity: true) }
      return
    }
    breaks = 0
    swap(&walks, &earlierWalks)
    walks.removeAll(keepingCapacity: true)
    for walk in earlierWalks {
      for edge in graph.edgeIndex[Int(walk.node)]..<graph.edgeIndex[Int(walk.node) + 1]
      where graph.edgeBytes[edge] == byte {
        reach(graph.edgeTargets[edge], from: walk.start, at: position)
      }
    }
    if graph.isStart[Int(byte)] {
      for node in graph.starts[Int(byte)] { reach(node, from: position, at: position) }
    }
  }

  /// The oldest walk to a node stands for all of them, because they go on alike.
  private mutating func reach(_ node: Int32, from start: Int, at position: Int) {
    guard reached[Int(node)] != position else { return }
    reached[Int(node)] = position
    if graph.edgeIndex[Int(node)] < graph.edgeIndex[Int(node) + 1] { walks.append(Walk(node: node, start: start)) }
    if graph.accepted[Int(node)] >= 0 { find(start, position + 1, graph.accepted[Int(node)]) }
  }

  /// Findings that overlap become one, named after the one that begins first.
  private mutating func find(_ start: Int, _ end: Int, _ secret: Int32) {
    var finding = Finding(start: start, end: end, secret: secret)
    while let last = findings.last, last.end > finding.start {
      if last.start < finding.start { (finding.start, finding.secret) = (last.start, last.secret) }
      findings.removeLast()
    }
    findings.append(finding)
  }

  private mutating func release(upTo limit: Int) -> [UInt8] {
    if findings.isEmpty, limit == base + held.count {
      defer { (base, held) = (limit, []) }
      return held
    }
    var shown: [UInt8] = []
    var position = base
    var limit = limit
    var done = 0
    for finding in findings where finding.start < limit {
      // A longer secret may still swallow this one.
      if finding.end > limit {
        limit = finding.start
        break
      }
      shown += held[(position - base)..<(finding.start - base)]
      shown += Array(Self.mark(of: graph.names[Int(finding.secret)]).utf8)
      position = finding.end
      done += 1
    }
    shown += held[(position - base)..<(limit - base)]
    findings.removeFirst(done)
    held.removeFirst(limit - base)
    base = limit
    return shown
  }
}
