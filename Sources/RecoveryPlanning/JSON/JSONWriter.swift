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
      object.members.sort { $0.key < $1.key }
      bytes.append(UInt8(ascii: "{"))
      for index in object.members.indices {
        startItem(index, indentation + 2)
        write(object.members[index].key)
        bytes += " : ".utf8
        write(object.members[index].value, indentation: indentation + 2)
      }
      endItems(object.members.count, indentation)
      bytes.append(UInt8(ascii: "}"))
    case .array(let array):
      bytes.append(UInt8(ascii: "["))
      for index in array.elements.indices {
        startItem(index, indentation + 2)
        write(array.elements[index], indentation: indentation + 2)
      }
      endItems(array.elements.count, indentation)
      bytes.append(UInt8(ascii: "]"))
    }
  }

  private mutating func startItem(_ index: Int, _ indentation: Int) {
    if index > 0 { bytes.append(UInt8(ascii: ",")) }
    startLine(indentation)
  }

  private mutating func endItems(_ count: Int, _ indentation: Int) {
    if count > 0 { startLine(indentation) }
  }

  private mutating func startLine(_ indentation: Int) {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<indentation { bytes.append(UInt8(ascii: " ")) }
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
