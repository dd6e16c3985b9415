/// How far a job says that it is.
package struct JobProgress: Hashable, Sendable {
  package let done: Int
  package let total: Int

  /// Takes the last whole line `progress=42/100`; nil when there is none that makes sense.
  init?(_ bytes: [UInt8]) {
    // The last line may be torn; only a line feed says that it is whole.
    guard let last = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return nil }
    for line in bytes[..<last].split(separator: UInt8(ascii: "\n")).reversed() {
      guard line.starts(with: "progress=".utf8) else { continue }
      let text = String(decoding: line.dropFirst("progress=".utf8.count), as: UTF8.self)
      let parts = text.split(separator: "/")
      guard parts.count == 2, let done = Int(parts[0]), let total = Int(parts[1]), total > 0, (0...total).contains(done)
      else { continue }
      self.done = done
      self.total = total
      return
    }
    return nil
  }
}
