extension Observation {
  /// What `json` looks into: the output, or the rows of a table.
  var document: String { table?.json ?? output }
}

extension RowTable {
  /// The rows as a list of objects by column; every value is a text or null.
  package var json: String {
    "["
      + rows.map { row in
        "{" + zip(columns, row).map { "\(Self.quoted($0)):\($1.map(Self.quoted) ?? "null")" }.joined(separator: ",")
          + "}"
      }.joined(separator: ",") + "]"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted.unicodeScalars.append(contentsOf: ["\\", scalar])
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
