import Testing

@testable import StepExecutors

struct ShellQuotingTests {
  /// A mark that follows a quote makes one character of both, which is no quote to those who look for characters.
  @Test(arguments: [
    "", "'", "''", "a'b", "'; echo out; '", "$(echo out)`echo out`\\", "\r\n'\n", "'\u{301}; echo out; #", "'\u{200D}'",
    "\u{301}'", "'\u{FE0F}\u{20E3}", "\u{1F468}'\u{1F3FF}; echo out; #",
  ])
  func `a shell reads any text as one word and as it was`(_ text: String) throws {
    let word = try #require(ShellWord(ShellQuoting.quoted(text)))
    #expect(word.text.utf8.elementsEqual(text.utf8), "\(word.text.debugDescription)")
  }

  @Test(arguments: ["'a'; b", "'a", "a b", "'\u{301}; b", ""]) func `what a shell would not read as one word is told`(
    _ text: String
  ) {
    #expect(ShellWord(text) == nil)
  }
}

/// What a POSIX shell makes of a word of quoted parts and escaped quotes, byte by byte as a shell reads it.
private struct ShellWord {
  var text: String

  /// Nil when the bytes aren't one such word alone.
  init?(_ quoted: String) {
    let bytes = Array(quoted.utf8)
    var read: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: "\\'".utf8) {
        read.append(UInt8(ascii: "'"))
        index += 2
      } else {
        let inside = bytes[(index + 1)...]
        guard bytes[index] == UInt8(ascii: "'"), let end = inside.firstIndex(of: UInt8(ascii: "'")) else { return nil }
        read += inside[..<end]
        index = end + 1
      }
    }
    guard !bytes.isEmpty, let text = String(validating: read, as: UTF8.self) else { return nil }
    self.text = text
  }
}
