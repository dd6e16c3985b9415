/// Turns the bytes of a keyboard into keys; what arrives in pieces waits for its rest.
struct KeyReader: Sendable {
  private var pending: [UInt8] = []
  /// What has come of a paste that the terminal has announced and not ended yet.
  private var paste: [UInt8]?
  private var quietReads = 0

  /// A paste is cut here; nobody types so much into one line.
  private static let longestPaste = 4_096
  private static let pasteEnd = Array("\u{1B}[201~".utf8)
  /// After so many reads without a byte, the end of a paste won't come any more.
  private static let patience = 20

  /// The bytes that came since the last call; without any, an escape that waited for more was the key itself.
  mutating func read(_ bytes: [UInt8]) -> [Key] {
    guard !bytes.isEmpty else { return readNothing() }
    quietReads = 0
    pending += bytes
    var keys: [Key] = []
    while let key = next() { keys.append(key) }
    return Self.joiningBursts(keys)
  }

  private mutating func readNothing() -> [Key] {
    quietReads += 1
    if let text = paste {
      guard quietReads >= Self.patience else { return [] }
      (paste, pending) = (nil, [])
      return [.pasted(Self.line(text))]
    }
    defer { pending = [] }
    return pending == [0x1B] ? [.escape] : []
  }

  private mutating func next() -> Key? {
    if paste != nil { return restOfPaste() }
    guard let first = pending.first else { return nil }
    if first == 0x1B { return escape() }
    if first >= 0x80 { return character(first) }
    pending.removeFirst()
    switch first {
    case 0x0A, 0x0D: return .enter
    case 0x08, 0x7F: return .backspace
    case 0x15: return .clearLine
    case 0x09: return .tab
    case 0x03: return .interrupt
    case 0x20...0x7E: return .text(Character(Unicode.Scalar(first)))
    default: return .other
    }
  }

  /// An escape alone, or one of the sequences that arrows, function keys and pastes send (ECMA-48, xterm).
  private mutating func escape() -> Key? {
    guard pending.count > 1 else { return nil }
    switch pending[1] {
    case 0x1B:
      pending.removeFirst()
      return .escape
    case UInt8(ascii: "["):
      guard let end = pending.indices.dropFirst(2).first(where: { (0x40...0x7E).contains(pending[$0]) }) else {
        return nil
      }
      let sequence = pending[2...end]
      pending.removeFirst(end + 1)
      guard sequence.elementsEqual("200~".utf8) else { return .other }
      paste = []
      return next()
    case UInt8(ascii: "O"):
      guard pending.count > 2 else { return nil }
      pending.removeFirst(3)
      return .other
    default:
      pending.removeFirst(2)
      return .other
    }
  }

  private mutating func restOfPaste() -> Key? {
    let kept = (paste ?? []) + pending
    pending = []
    let width = Self.pasteEnd.count
    guard let end = kept.indices.first(where: { kept[$0...].starts(with: Self.pasteEnd) }) else {
      paste = kept.count > Self.longestPaste * 2 ? kept.prefix(Self.longestPaste) + kept.suffix(width) : kept
      return nil
    }
    paste = nil
    pending = Array(kept[(end + width)...])
    return .pasted(Self.line(Array(kept[..<end])))
  }

  private mutating func character(_ first: UInt8) -> Key? {
    let length =
      switch first {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    guard pending.count >= length else { return nil }
    let text = String(decoding: pending.prefix(length), as: UTF8.self)
    pending.removeFirst(length)
    guard text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first, scalar != "\u{FFFD}" else {
      return .other
    }
    return .text(Character(scalar))
  }

  private static func line(_ bytes: [UInt8]) -> String {
    DisplayText.clean(String(decoding: bytes.prefix(longestPaste), as: UTF8.self).replacing("\r", with: "\n"))
  }

  /// Nobody presses two keys at once: what came together is text, also where the terminal announces no pastes. An Enter
  /// at its very end is one that was pressed.
  private static func joiningBursts(_ keys: [Key]) -> [Key] {
    guard let first = keys.firstIndex(where: \.isText), let last = keys.lastIndex(where: \.isText), first < last,
      keys[first...last].allSatisfy({ $0.isText || $0 == .enter || $0 == .tab })
    else { return keys }
    let text = keys[first...last].reduce(into: "") { text, key in
      if case .text(let character) = key { text.append(character) } else { text.append(" ") }
    }
    return keys[..<first] + [.pasted(text)] + keys[(last + 1)...]
  }
}

extension Key {
  fileprivate var isText: Bool { if case .text = self { true } else { false } }
}
