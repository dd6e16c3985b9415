internal import Digests
internal import Expressions
internal import RunbookModel

extension KnownGoodFile {
  private static let keys = [
    "format", "check", "kind", "recorded", "from", "by", "command", "question", "answer",
  ]
  /// More than any heading takes, in bytes.
  private static let largestHeading = 16 << 10

  /// Reads a file; whatever is wrong with it names the line that is meant.
  package static func read(_ bytes: [UInt8], file: String) throws(KnownGoodProblem) -> KnownGoodFile {
    guard bytes.count <= largest else {
      throw KnownGoodProblem(file: file, "the file has \(bytes.count) bytes, and no answer is larger than \(largest)")
    }
    guard !bytes.isEmpty else { throw KnownGoodProblem(file: file, line: 1, "the file is empty") }
    let (values, bodyStart) = try heading(bytes, file)
    func value(_ key: String) throws(KnownGoodProblem) -> (line: Int, text: String) {
      guard let value = values[key] else {
        throw KnownGoodProblem(file: file, line: 1, "the heading lacks the line \"\(key): …\"")
      }
      return value
    }
    let format = try value("format")
    guard format.text == Self.format else {
      throw KnownGoodProblem(
        file: file, line: format.line, "\(Excerpt.quoted(format.text)) is not the format \"\(Self.format)\"")
    }
    let kindText = try value("kind")
    guard let kind = StepKind.Word(rawValue: kindText.text) else {
      throw KnownGoodProblem(file: file, line: kindText.line, "\(Excerpt.quoted(kindText.text)) is no kind of step")
    }
    for key in ["question", "answer"] {
      let digest = try value(key)
      guard SHA256Digest(hex: digest.text) != nil else {
        throw KnownGoodProblem(file: file, line: digest.line, "the \(key) is not a SHA-256 digest")
      }
    }
    let answer = try answer(
      bytes[bodyStart...], isRows: kind == .sql, digest: try value("answer"), line: values.count + 2, file)
    return KnownGoodFile(
      check: try value("check").text, kind: kind, recorded: try value("recorded").text, from: try value("from").text,
      by: try value("by").text, command: try value("command").text, question: try value("question").text.lowercased(),
      answer: answer)
  }

  private static func answer(
    _ body: ArraySlice<UInt8>, isRows: Bool, digest: (line: Int, text: String), line: Int, _ file: String
  ) throws(KnownGoodProblem) -> KnownAnswer {
    guard SHA256Digest(of: body).description == digest.text.lowercased() else {
      let cause = body.contains(13) ? " (were its line ends changed?)" : ""
      throw KnownGoodProblem(
        file: file, line: digest.line, "the answer below the heading is not the one that was recorded\(cause)")
    }
    guard let text = String(validating: body, as: UTF8.self) else {
      throw KnownGoodProblem(file: file, line: line, "the answer is not text in UTF-8")
    }
    guard let answer = KnownAnswer(body: text, isRows: isRows) else {
      throw KnownGoodProblem(file: file, line: line, "the answer can't be read as rows of CSV under their columns")
    }
    return answer
  }

  /// The lines down to `---`, by key, and where the answer begins.
  private static func heading(
    _ bytes: [UInt8], _ file: String
  ) throws(KnownGoodProblem) -> ([String: (line: Int, text: String)], Int) {
    var values: [String: (line: Int, text: String)] = [:]
    var start = 0
    var line = 1
    while true {
      guard start < largestHeading, let end = bytes[start...].prefix(largestHeading).firstIndex(of: 10) else {
        throw KnownGoodProblem(file: file, line: line, "no line \"---\" ends the heading")
      }
      guard let text = String(validating: bytes[start..<end], as: UTF8.self) else {
        throw KnownGoodProblem(file: file, line: line, "this is not text in UTF-8, and no known-good answer")
      }
      start = end + 1
      if text == "---" { return (values, start) }
      guard let colon = text.firstRange(of: ": ") else {
        throw KnownGoodProblem(file: file, line: line, "\(Excerpt.quoted(text)) is neither \"key: value\" nor \"---\"")
      }
      let key = String(text[..<colon.lowerBound])
      guard keys.contains(key) else {
        throw KnownGoodProblem(file: file, line: line, "\(Excerpt.quoted(key)) is no key of a known-good answer")
      }
      guard values.updateValue((line, String(text[colon.upperBound...])), forKey: key) == nil else {
        throw KnownGoodProblem(file: file, line: line, "\"\(key)\" stands here twice")
      }
      line += 1
    }
  }
}
