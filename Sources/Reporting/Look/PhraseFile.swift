/// A file of phrases: one JSON object of texts, each under the English phrase that it stands for.
///
/// Read by hand, so that whatever is wrong with it has a line and a column.
struct PhraseFile {
  struct Entry: Hashable, Sendable {
    var key: String
    var text: String
    /// The places of both; lines and columns count from 1.
    var keyPlace: Place
    var textPlace: Place
  }

  struct Place: Hashable, Sendable {
    var line: Int
    var column: Int
  }

  /// Why the text is no such file.
  struct Fault: Error, Hashable, Sendable {
    var message: String
    var place: Place
  }

  private let scalars: [Unicode.Scalar]
  private var offset = 0
  private var place = Place(line: 1, column: 1)

  private init(_ text: String) { scalars = Array(text.unicodeScalars) }

  static func entries(of text: String) throws(Fault) -> [Entry] {
    var file = PhraseFile(text)
    return try file.object()
  }

  private mutating func object() throws(Fault) -> [Entry] {
    skipBlanks()
    guard take("{") else { throw fault("expected { and phrases, each \"English\": \"in your words\"") }
    var entries: [Entry] = []
    skipBlanks()
    if !take("}") {
      repeat {
        skipBlanks()
        let keyPlace = place
        let key = try quoted()
        skipBlanks()
        guard take(":") else { throw fault("expected : behind the phrase") }
        skipBlanks()
        let textPlace = place
        entries.append(Entry(key: key, text: try quoted(), keyPlace: keyPlace, textPlace: textPlace))
        skipBlanks()
      } while take(",")
      guard take("}") else { throw fault("expected , or } behind a phrase") }
    }
    skipBlanks()
    guard offset == scalars.count else { throw fault("nothing may stand behind the last }") }
    return entries
  }

  private mutating func quoted() throws(Fault) -> String {
    guard take("\"") else { throw fault("expected a text in \" quotes") }
    var text = String.UnicodeScalarView()
    while let scalar = current {
      if scalar == "\"" {
        step()
        return String(text)
      }
      guard scalar.value >= 0x20 else { throw fault("a text ends in its line; a line break in it is \\n") }
      if scalar == "\\" {
        step()
        text.append(try escaped())
      } else {
        text.append(scalar)
        step()
      }
    }
    throw fault("the text has no closing \"")
  }

  private mutating func escaped() throws(Fault) -> Unicode.Scalar {
    let known: [Unicode.Scalar: Unicode.Scalar] = [
      "\"": "\"", "\\": "\\", "/": "/", "n": "\n", "t": "\t", "r": "\r", "b": "\u{8}", "f": "\u{C}",
    ]
    guard let scalar = current else { throw fault("the text has no closing \"") }
    if let meant = known[scalar] {
      step()
      return meant
    }
    guard scalar == "u" else { throw fault("\\\(scalar) is no escape of JSON") }
    step()
    let high = try unit()
    guard (0xD800..<0xDC00).contains(high) else {
      guard let scalar = Unicode.Scalar(high) else { throw fault("half a character stands alone") }
      return scalar
    }
    guard take("\\"), take("u") else { throw fault("half a character stands alone") }
    let low = try unit()
    guard (0xDC00..<0xE000).contains(low), let whole = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + low - 0xDC00)
    else { throw fault("half a character stands alone") }
    return whole
  }

  private mutating func unit() throws(Fault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let scalar = current, scalar.isASCII, let digit = Character(scalar).hexDigitValue else {
        throw fault("expected four digits behind \\u")
      }
      value = value << 4 + UInt32(digit)
      step()
    }
    return value
  }

  private var current: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

  private mutating func step() {
    if scalars[offset] == "\n" { place = Place(line: place.line + 1, column: 1) } else { place.column += 1 }
    offset += 1
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    step()
    return true
  }

  private mutating func skipBlanks() {
    while let scalar = current, " \t\r\n".unicodeScalars.contains(scalar) { step() }
  }

  private func fault(_ message: String) -> Fault { Fault(message: message, place: place) }
}
