internal import RunCore
internal import RunFolders

/// Shows the log of a command as it grows: to a terminal without what could command it, elsewhere byte for byte.
struct AdHocOutput {
  private let path: String
  private var shown = 0
  /// The beginning of a character whose end has not come yet.
  private var rest: [UInt8] = []

  init(of attempt: AttemptID, in folder: RunFolder) { path = folder.log(of: attempt) }

  /// Shows what has come since; a command that has printed nothing has no log.
  mutating func showNews() {
    do {
      while let bytes = try LogShelf.read(path, from: shown) {
        shown += bytes.count
        if Output.isTerminal { show(rest + bytes) } else { Output.bytes(bytes) }
      }
    } catch {
      // There is none yet, or there never will be one; what became of the command is told by the journal.
      return
    }
  }

  private mutating func show(_ bytes: [UInt8]) {
    let whole = Self.wholeCharacters(bytes)
    rest = Array(bytes[whole...])
    Output.text(TerminalText.harmless(String(decoding: bytes[..<whole], as: UTF8.self)))
  }

  /// How many of the bytes come before a last character of which only the beginning is there.
  static func wholeCharacters(_ bytes: [UInt8]) -> Int {
    guard let start = bytes.indices.suffix(3).last(where: { bytes[$0] & 0xC0 == 0xC0 }) else { return bytes.count }
    let length = bytes[start] >= 0xF0 ? 4 : bytes[start] >= 0xE0 ? 3 : 2
    return bytes.count - start < length ? start : bytes.count
  }
}
