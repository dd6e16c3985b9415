/// A JSON value whose members keep their order, so that the schema reads like the reference.
indirect enum SchemaValue {
  case text(String)
  case number(Int)
  case truth(Bool)
  case list([SchemaValue])
  case members([(String, SchemaValue)])

  static func texts(_ texts: [String]) -> SchemaValue { .list(texts.map { .text($0) }) }

  /// Members of which some are left out.
  static func object(_ members: [(String, SchemaValue?)]) -> SchemaValue {
    .members(members.compactMap { name, value in value.map { (name, $0) } })
  }

  /// Indented by two spaces; lists of plain values stand on one line.
  func json(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .text(let text): return Self.quoted(text)
    case .number(let number): return String(number)
    case .truth(let truth): return String(truth)
    case .list(let values) where values.allSatisfy(\.isPlain):
      return "[" + values.map { $0.json() }.joined(separator: ", ") + "]"
    case .list(let values):
      return "[\n" + values.map { inner + $0.json(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
    case .members(let members) where members.isEmpty: return "{}"
    case .members(let members):
      let lines = members.map { inner + Self.quoted($0) + ": " + $1.json(indent: inner) }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  private var isPlain: Bool {
    switch self {
    case .text, .number, .truth: true
    case .list, .members: false
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
