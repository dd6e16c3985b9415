internal import RunbookModel

/// A table as RFC 4180 has it: fields between commas, lines ended by CR and LF, quotes where they are needed.
struct CSVText {
  /// One field.
  enum Cell {
    case text(String?)
    case number(String?)
  }

  private(set) var text = ""
  private let width: Int

  init(header: [String]) {
    width = header.count
    append(header.map { .text($0) })
  }

  mutating func append(_ cells: [Cell]) {
    precondition(cells.count == width, "a line of \(cells.count) cells in a table of \(width)")
    text += cells.map(\.written).joined(separator: ",") + "\r\n"
  }

  var bytes: [UInt8] { Array(text.utf8) }
}

extension CSVText.Cell {
  static func number(_ number: Int?) -> Self { .number(number.map(String.init)) }
  static func seconds(_ duration: Duration?) -> Self { .number(duration.map(\.secondsText)) }
  static func truth(_ truth: Bool) -> Self { .text(truth ? "true" : "false") }

  /// The most characters of a cell; spreadsheets take hardly more.
  private static let most = 8_000

  fileprivate var written: String {
    switch self {
    case .text(nil), .number(nil): ""
    case .number(let digits?): digits
    case .text(let text?): Self.quoted(Self.harmless(CellText.fit(text, for: .steps, most: Self.most)))
    }
  }

  /// A spreadsheet computes what begins with one of these; an apostrophe before it makes it a text.
  ///
  /// Blanks before them don't count, because some programs drop them.
  private static func harmless(_ text: String) -> String {
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace }
    return first.map { "=+-@＝＋－＠".unicodeScalars.contains($0) } == true ? "'" + text : text
  }

  private static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else { return text }
    // A quote with a combining mark is another character, and a quote all the same to whoever reads the file.
    var quoted = "\"".unicodeScalars
    for scalar in text.unicodeScalars { quoted += scalar == "\"" ? [scalar, scalar] : [scalar] }
    return String(quoted) + "\""
  }
}

extension Duration {
  /// Seconds as a plain decimal number, without zeros at its end: `23.8`, `-5`, `0`.
  var secondsText: String {
    let (seconds, attoseconds) = components
    let nanoseconds = (attoseconds / 1_000_000_000).magnitude
    guard nanoseconds > 0 else { return String(seconds) }
    let digits = String(nanoseconds)
    var fraction = String(repeating: "0", count: 9 - digits.count) + digits
    while fraction.last == "0" { fraction.removeLast() }
    return (self < .zero ? "-" : "") + "\(seconds.magnitude).\(fraction)"
  }
}
