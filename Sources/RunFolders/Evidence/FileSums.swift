internal import Digests
internal import Glibc

/// A list of files with their digests, as `sha256sum` writes and checks it.
package struct FileSums: Hashable, Sendable {
  package struct Line: Hashable, Sendable {
    package var name: String
    package var sha256: String

    package init(name: String, sha256: String) {
      self.name = name
      self.sha256 = sha256
    }
  }

  package var lines: [Line]

  package init(_ lines: [Line]) { self.lines = lines }

  /// Nil where something is no line of such a list, or a name stands there twice.
  package init?(_ text: [UInt8]) {
    var lines: [Line] = []
    for part in text.split(separator: Self.newline) {
      guard let line = Self.line(part) else { return nil }
      lines.append(line)
    }
    guard Set(lines.map(\.name)).count == lines.count, text.isEmpty || text.last == Self.newline else { return nil }
    self.lines = lines
  }

  private static let newline = UInt8(ascii: "\n")
  private static let backslash = UInt8(ascii: "\\")

  private static func line(_ text: ArraySlice<UInt8>) -> Line? {
    let isEscaped = text.first == backslash
    let rest = isEscaped ? text.dropFirst() : text
    let digits = String(decoding: rest.prefix(64), as: UTF8.self)
    guard let digest = SHA256Digest(hex: digits), digest.description == digits else { return nil }
    let end = rest.dropFirst(64)
    guard end.starts(with: "  ".utf8) || end.starts(with: " *".utf8) else { return nil }
    guard let name = name(end.dropFirst(2), isEscaped), !name.isEmpty else { return nil }
    return Line(name: name, sha256: digits)
  }

  private static func name(_ text: ArraySlice<UInt8>, _ isEscaped: Bool) -> String? {
    guard isEscaped else { return String(validating: text, as: UTF8.self) }
    var name: [UInt8] = []
    var bytes = text.makeIterator()
    while let byte = bytes.next() {
      guard byte == backslash else {
        name.append(byte)
        continue
      }
      switch bytes.next() {
      case backslash: name.append(backslash)
      case UInt8(ascii: "n"): name.append(newline)
      case UInt8(ascii: "r"): name.append(UInt8(ascii: "\r"))
      default: return nil
      }
    }
    return String(validating: name, as: UTF8.self)
  }

  /// As `sha256sum` writes it: a name with a backslash or a line's end in it is escaped, and its line says so.
  package var text: String {
    lines.map { line in
      var name = String.UnicodeScalarView()
      for scalar in line.name.unicodeScalars {
        switch scalar {
        case "\\": name.append(contentsOf: "\\\\".unicodeScalars)
        case "\n": name.append(contentsOf: "\\n".unicodeScalars)
        case "\r": name.append(contentsOf: "\\r".unicodeScalars)
        default: name.append(scalar)
        }
      }
      let isEscaped = name.count != line.name.unicodeScalars.count
      return "\(isEscaped ? "\\" : "")\(line.sha256)  \(String(name))\n"
    }.joined()
  }

  /// The digest of a file, read piece by piece.
  package static func sum(of path: String) throws(FolderError) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw FolderError("can't be read", path, code: errno) }
    defer { close(file) }
    var hasher = SHA256Hasher()
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(file, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FolderError("can't be read", path, code: errno) }
      if count == 0 { return hasher.finalize().description }
      hasher.update(chunk[..<count])
    }
  }
}
