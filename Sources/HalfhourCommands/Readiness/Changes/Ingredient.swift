internal import RunbookLoading
internal import RunbookModel

/// One thing on which a recovery rests: a file beside the runbook, or what its plan takes from the site.
struct Ingredient: Hashable {
  enum Kind: String {
    case runbook, template, file
    case knownGood = "known-good"
    case sshConfig = "ssh-config"
    case site
  }

  let kind: Kind
  /// As seen from the runbook's folder, so that it stays the same wherever the folder stands.
  let name: String
  let sha256: String
  let isExecutable: Bool
  let bytes: [UInt8]

  var lines: [String] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return ["(\(bytes.count) bytes that are no text)"]
    }
    // By bytes: a carriage return before a newline is one character with it.
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      String($0) ?? ""
    }
    if lines.last?.isEmpty == true { lines.removeLast() } else { lines.append("\\ No newline at end of file") }
    return lines
  }
}

extension JSONWriter {
  /// The word of a kind or a state.
  mutating func member<Word: RawRepresentable<String>>(_ key: StaticString, word: Word) { member(key, word.rawValue) }
}
