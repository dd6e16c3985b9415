internal import CLibYAML
internal import RunbookModel

extension TreeBuilder {
  /// The text of the current scalar event, and where it stands.
  mutating func scalar(hasProperties: Bool) throws(Diagnostic) -> (YAMLScalar, SourceSpan) {
    let event = events.event
    let length = event.pointee.data.scalar.length
    guard length <= limits.scalarBytes else {
      throw Diagnostic(
        .error,
        "this text has \(length) bytes, more than the \(limits.scalarBytes) that one may have",
        at: location(events.start), hint: "put it into a file of its own and name that file here")
    }
    let content = UnsafeBufferPointer(start: event.pointee.data.scalar.value, count: length)
    let style = scalarStyle(event.pointee.data.scalar.style)
    let isEmptyPlain = style == .plain && length == 0
    let start = isEmptyPlain ? source.position(of: events.end) : contentStart(hasProperties: hasProperties)
    let end = source.position(of: events.end)
    let (contentStart, continuation) = contentPlace(of: style, start: start, end: end, content: content)
    var scalar = YAMLScalar(
      text: String(decoding: content, as: UTF8.self), style: style, contentStart: contentStart,
      continuationColumn: continuation)
    if hasTurns(style, start: start, end: end, content: content) { scalar.turns = turns(of: scalar) }
    return (scalar, SourceSpan(start: start, end: end))
  }

  /// Whether a text may be written otherwise than it reads; most stand in one line, without an escape.
  private func hasTurns(
    _ style: YAMLScalar.Style, start: SourcePosition, end: SourcePosition, content: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    switch style {
    case .literal: false
    case .folded: true
    case .plain: end.line > start.line
    case .singleQuoted, .doubleQuoted:
      end.line > start.line || Int(end.column) - Int(start.column) - 2 != content.count { $0 & 0xC0 != 0x80 }
    }
  }

  private mutating func turns(of scalar: YAMLScalar) -> [SourceText.Turn] {
    let place = scalar.contentStart
    let offset = source.offset(line: Int(place.line) - 1, column: Int(place.column) - 1)
    var search = TurnSearch(scalar, in: source.bytes, at: offset)
    return search.turns()
  }

  private func scalarStyle(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }

  /// Where a scalar's first character stands, and the column of its later lines.
  private func contentPlace(
    of style: YAMLScalar.Style, start: SourcePosition, end: SourcePosition, content: UnsafeBufferPointer<UInt8>
  ) -> (SourcePosition, UInt32) {
    var place = start
    switch style {
    case .literal, .folded:
      // The file ends with the sign, so there is no line in which the text could begin.
      guard Int(start.line) < source.lineStarts.count else { return (end, end.column) }
      let column = blockColumn(belowLine: Int(start.line), content: content)
      place.line += 1
      // A first line that is empty ends before the column in which the others begin.
      place.column = min(column, UInt32(truncatingIfNeeded: source.spaces(inLine: Int(start.line)) + 1))
      return (place, column)
    case .singleQuoted, .doubleQuoted:
      place.column += 1
    case .plain:
      break
    }
    guard end.line > start.line else { return (place, place.column) }
    return (place, UInt32(truncatingIfNeeded: source.indentation(atOrBelow: Int(start.line)) + 1))
  }

  /// The column in which a block's lines begin: the indentation of the first, less the spaces of the text itself.
  private func blockColumn(belowLine line: Int, content: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var ownSpaces = 0
    for byte in content {
      if byte == UInt8(ascii: " ") {
        ownSpaces += 1
      } else if byte == UInt8(ascii: "\n") {
        ownSpaces = 0
      } else {
        return UInt32(truncatingIfNeeded: max(0, source.indentation(atOrBelow: line) - ownSpaces) + 1)
      }
    }
    return 1  // nothing but empty lines
  }

  /// Where the node of the current event begins, behind its anchor and tag, which libyaml counts in.
  mutating func contentStart(hasProperties: Bool) -> SourcePosition {
    let start = events.start
    guard hasProperties else { return source.position(of: start) }
    var (line, column) = (Int(start.line), Int(start.column))
    var offset = source.offset(line: line, column: column)
    var (isSkipping, isAnchor) = (false, false)
    while offset < source.bytes.count {
      let byte = source.bytes[offset]
      switch byte {
      case UInt8(ascii: "\n"):
        (line, column, isSkipping) = (line + 1, -1, false)
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        isSkipping = false
      case UInt8(ascii: "&") where !isSkipping, UInt8(ascii: "!") where !isSkipping:
        (isSkipping, isAnchor) = (true, byte == UInt8(ascii: "&"))
      case UInt8(ascii: "#") where !isSkipping:
        offset = source.start(ofLine: line + 1)
        (line, column) = (line + 1, 0)
        continue
      default:
        // A colon may follow an anchor without a space.
        if !isSkipping || isAnchor && !Self.isInAnchor(byte) {
          return SourcePosition(line: line + 1, column: column + 1)
        }
      }
      if byte & 0xC0 != 0x80 { column += 1 }
      offset += 1
    }
    return source.position(of: start)
  }

  private static func isInAnchor(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
