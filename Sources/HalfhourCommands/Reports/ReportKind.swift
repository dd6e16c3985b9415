internal import ArgumentParser
internal import Reporting
internal import RunbookModel

/// What `halfhour report` writes: a format of ours, or our page printed by somebody else's program.
enum ReportKind: Hashable {
  case own(ReportFormat)
  case pdf
}

extension ReportKind: ExpressibleByArgument {
  /// By the words of `--format`; `csv` alone is the steps.
  static let words: [(word: String, kind: ReportKind)] = [
    ("markdown", .own(.markdown)), ("html", .own(.html)), ("pdf", .pdf), ("json", .own(.json)),
    ("steps.csv", .own(.steps)), ("services.csv", .own(.services)), ("junit", .own(.junit)), ("csv", .own(.steps)),
    ("md", .own(.markdown)), ("xml", .own(.junit)),
  ]

  init?(argument: String) {
    guard let kind = Self.words.first(where: { $0.word == argument })?.kind else { return nil }
    self = kind
  }

  static var allValueStrings: [String] { words.prefix(7).map(\.word) }

  /// What the ending of a file's name asks for; nil for one that tells nothing.
  init?(file: String) {
    let name = PathText.name(of: file).lowercased()
    let known = Self.words + [("markdown", .own(.markdown)), ("htm", .own(.html))]
    // `services.csv` is a name in itself, and `csv` its last part.
    let fitting = known.filter { name == $0.word || name.hasSuffix(".\($0.word)") || name.hasSuffix("-\($0.word)") }
    guard name.contains("."), let kind = fitting.max(by: { $0.word.count < $1.word.count })?.kind else { return nil }
    self = kind
  }

  static let endings = ".md, .html, .pdf, .json, .steps.csv, .services.csv, .xml"
}
