import RunbookModel
import Testing
import YAMLTree

/// Compares the places of every text's characters with what stands there in the file.
enum PlacedTexts {
  static func sources(of node: YAMLNode) -> [SourceText] {
    switch node.value {
    case .scalar: [node.source].compactMap { $0 }
    case .sequence(let items): items.flatMap { sources(of: $0) }
    case .mapping(let entries): entries.flatMap { sources(of: $0.key) + sources(of: $0.value) }
    }
  }

  static func check(_ file: String) throws {
    let root = try #require(parse(file).root, "\(file.debugDescription)")
    let lines = file.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Array($0.filter { $0 != "\r" }) }
    for source in sources(of: root) {
      let scalars = Array(source.text.unicodeScalars)
      for offset in 0...scalars.count {
        let place = source.location(at: offset)
        let isThere =
          (1...lines.count).contains(place.line) && (1...lines[place.line - 1].count + 1).contains(place.column)
        #expect(isThere, "\(place), \(offset) of \(source) in \(file.debugDescription)")
        guard isThere, offset < scalars.count, !scalars[offset].properties.isWhitespace else { continue }
        let written = lines[place.line - 1].dropFirst(place.column - 1).first
        #expect(
          written == scalars[offset] || written == "\\",
          "\(place), \(offset) of \(source) in \(file.debugDescription)")
      }
    }
  }

  /// A mapping with one text in some style, over several lines.
  static func file(_ generator: inout Seeded) -> String {
    let style = ["", "'", "\"", ">", ">-", ">+", "|", "|+"].randomElement(using: &generator) ?? ""
    var pieces = ["a", "é", "🦊 ", "b c", "x", "\n", "\n", "\n", "\n\n"]
    switch style {
    case "'": pieces += ["''", "'' ''", "  ", " \t"]
    case "\"":
      pieces += ["\\n", "\\\"", "\\x41", "\\u00e9", "\\U0001F98A", "\\\n", " \\\n", "\\ ", "  ", "\\\\", " \t"]
    case "": pieces += ["  ", "-", "''"]
    default: pieces += ["  ", "\n  ", "\n    ", "''", "\\"]
    }
    let body = (0..<Int.random(in: 1...14, using: &generator))
      .map { _ in pieces.randomElement(using: &generator) ?? "" }
      .joined().replacing("\n", with: "\n  ")
    let end = Bool.random(using: &generator) ? "\nb: x\n" : "\n"
    switch style {
    case "": return "a: x\(body)\(end)"
    case "'", "\"": return "a: \(style)\(body)\(style)\(end)"
    default: return "a: \(style)\n  x\(body)\(end)"
    }
  }
}
