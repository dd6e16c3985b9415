import Testing

/// What the code looks like, as far as a program can tell.
struct TidinessTests {
  @Test func `no file has more than 400 lines`() throws {
    for folder in ["Sources", "Tests"] {
      for file in try SourceTree().files(in: folder) {
        #expect(file.lines.count <= 400, "\(file) has \(file.lines.count) lines")
      }
    }
  }

  @Test func `folders are concepts and never kinds`() throws {
    let kinds: Set<Substring> = [
      "Extensions", "Protocols", "Utils", "Utilities", "Helpers", "Managers", "Misc", "Common",
    ]
    for folder in ["Sources", "Tests"] {
      for file in try SourceTree().files(in: folder) {
        #expect(kinds.isDisjoint(with: file.path.split(separator: "/")), "\(file)")
      }
    }
  }

  @Test func `nothing is forced, tried in silence or sendable on trust`() throws {
    for file in try SourceTree().files(in: "Sources") {
      for (number, line) in file.lines.enumerated() {
        for word in ["try!", "as!", "@unchecked Sendable", "fatalError("] {
          #expect(!line.contains(word), "\(file):\(number + 1) has \(word)")
        }
      }
    }
  }

  @Test func `a doc comment opens with one short sentence`() throws {
    for file in try SourceTree().files(in: "Sources") {
      for (number, sentence) in openingSentences(of: file) {
        #expect(sentence.count <= 150, "\(file):\(number) opens with \(sentence.count) characters")
        #expect(sentence.last.map { ".:!?`".contains($0) } == true, "\(file):\(number) does not end its first sentence")
      }
    }
  }

  /// The first sentence of every doc comment, with the number of the line on which it begins.
  private func openingSentences(of file: SourceTree.File) -> [(line: Int, sentence: String)] {
    var sentences: [(Int, String)] = []
    var paragraph: (line: Int, text: String)?
    for (number, line) in file.lines.enumerated() {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("///") {
        let words = text.dropFirst(3).trimmingPrefix(while: \.isWhitespace)
        if let begun = paragraph, !words.isEmpty, !begun.text.isEmpty {
          paragraph = (begun.line, begun.text + " " + words)
        } else if paragraph == nil {
          paragraph = (number + 1, String(words))
        }
        // A blank line ends the paragraph, but not the comment.
        if words.isEmpty, let begun = paragraph, !begun.text.isEmpty {
          sentences.append((begun.line, begun.text))
          paragraph = (begun.line, "")
        }
      } else {
        if let begun = paragraph, !begun.text.isEmpty { sentences.append((begun.line, begun.text)) }
        paragraph = nil
      }
    }
    return sentences.map { line, text in
      (line, text.firstRange(of: ". ").map { String(text[..<$0.upperBound].dropLast()) } ?? text)
    }
  }

  /// Names of places on somebody's machine, which mean nothing to a reader and may betray something.
  @Test func `no file tells of the machine on which it was written`() throws {
    let places = ["/ho" + "me/", "/Use" + "rs/", "/wo" + "rk/main", "/opt/" + "swift"]
    let tree = SourceTree()
    for folder in ["Sources", "Tests", "runbooks", "Scripts", "docs", "templates"] {
      for file in try tree.files(in: folder, ending: "") where file.text.utf8.count < 1 << 20 {
        for place in places { #expect(!file.text.contains(place), "\(file) names \(place)") }
      }
    }
  }
}
