internal import RunCore

/// Lines of a calendar (RFC 5545): they end with CR LF, and none is longer than 75 octets.
struct CalendarText {
  private(set) var text = ""

  /// A property whose value needs no escaping.
  mutating func line(_ name: String, _ value: String) { fold("\(name):\(value)") }

  mutating func text(_ name: String, _ value: String) { fold("\(name):\(Self.escaped(value))") }

  /// Section 3.1: a longer line goes on behind a blank; no character is torn that fits into a line.
  private mutating func fold(_ line: String) {
    var room = 75
    for character in line {
      let parts = character.utf8.count < 75 ? [String(character)] : character.unicodeScalars.map { String($0) }
      for part in parts {
        if part.utf8.count > room {
          text += "\r\n "
          room = 74
        }
        text += part
        room -= part.utf8.count
      }
    }
    text += "\r\n"
  }

  /// Section 3.3.11; control characters have no place in a text.
  private static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": result += ["\\", scalar]
      case "\n": result += ["\\", "n"]
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): continue
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

extension WallTime {
  /// Such as `20261231`, the day on the wall.
  var calendarDay: String { day.filter { $0 != "-" } }

  /// Such as `20261231T235959Z`.
  var calendarTime: String {
    let text = WallTime(nanoseconds: nanoseconds).text(fractionDigits: 0)
    return text.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
  }
}
