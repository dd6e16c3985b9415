/// Writes a tree as bytes.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ tree: JSONTree, indentation: Int) {
    switch tree {
    case .null: bytes += "null".utf8
    case .truth(let truth): bytes += (truth ? "true" : "false").utf8
    case .number(let digits): bytes += digits.utf8
    case .text(let text): write(text)
    case .object(let object):
      writeList(object.members.sorted { $0.key < $1.key }, "{", "}", indentation) { writer, member in
        writer.write(member.key)
        writer.bytes += " : ".utf8
        writer.write(member.value, indentation: indentation + 2)
      }
    case .array(let array):
      writeList(array.elements, "[", "]", indentation) { $0.write($1, indentation: indentation + 2) }
    }
  }

  private mutating func writeList<Item>(
    _ items: [Item], _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, _ indentation: Int,
    item: (inout JSONWriter, Item) -> Void
  ) {
    bytes.append(UInt8(ascii: opening))
    for (index, each) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      writeLineStart(indentation + 2)
      item(&self, each)
    }
    if !items.isEmpty { writeLineStart(indentation) }
    bytes.append(UInt8(ascii: closing))
  }

  private mutating func writeLineStart(_ indentation: Int) {
    bytes.append(UInt8(ascii: "\n"))
    bytes += repeatElement(UInt8(ascii: " "), count: indentation)
  }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    if text.utf8.contains(where: Self.isEscaped) {
      for byte in text.utf8 { writeEscaped(byte) }
    } else {
      bytes += text.utf8
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func writeEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): bytes += #"\""#.utf8
    case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
    case UInt8(ascii: "\n"): bytes += #"\n"#.utf8
    case UInt8(ascii: "\r"): bytes += #"\r"#.utf8
    case UInt8(ascii: "\t"): bytes += #"\t"#.utf8
    case 0x08: bytes += #"\b"#.utf8
    case 0x0C: bytes += #"\f"#.utf8
    case ..<0x20: bytes += ((byte < 0x10 ? #"\u000"# : #"\u00"#) + String(byte, radix: 16)).utf8
    default: bytes.append(byte)
    }
  }
}
