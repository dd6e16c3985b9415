import Foundation
import RunCore
import RunbookModel
import Testing

@testable import Reporting

/// What a reader sees that stands neither in the files of words nor in the run itself was said past the phrasebook.
struct EveryPhraseTests {
  /// Says every phrase in brackets; one that the files of words lack has none.
  private static func bracketed() throws -> Phrasebook {
    let keys = try PhraseFile.entries(of: PhraseCatalogue.text).map(\.key)
    return Phrasebook(Dictionary(uniqueKeysWithValues: keys.map { ($0, "⟦\($0)⟧") }))
  }

  /// Words of the format and of the frame, which are the same in every language.
  private static let plain: Set<String> = [
    "min", "ms", "kB", "MB", "GB", "TB", "RTO", "RTA", "RPO", "RPA", "SHA", "log",
  ]

  /// Stories without texts that are made to look like anything, and not so large that nothing more is in them.
  private static let stories = ["passed", "failed", "incident", "hosts", "people", "unfinished", "nothing"]

  private static func documents() throws -> [(name: String, document: ReportDocument)] {
    let look = ReportLook(say: try bracketed())
    let mark = JournalMark(head: Story.head, lines: 42)
    let told = try stories.map { ($0, ReportDocument(summary: try Stories.named($0), journal: mark, look: look)) }
    let times = try TimeStories.names.map {
      ($0, ReportDocument(summary: try TimeStories.named($0), journal: mark, look: look))
    }
    let managed = [("manager-drill", try ManagerStory.drill()), ("manager-incident", try ManagerStory.incident())]
      .map { ($0, ReportDocument(summary: $1, journal: mark, look: look)) }
    let data = try [
      ("late-backup", DataStory.story(.incident, point: -480, said: [(.accepted, 300), (.dataFrom, -900)])),
      ("late-drill", DataStory.story(.drill, point: -300)),
      (
        "said",
        DataStory.story(.incident, point: -6_000, byHand: true, said: [(.accepted, 2_000), (.dataFrom, -6_300)])
      ),
    ].map { ($0, ReportDocument(summary: $1.summary, journal: mark, look: look)) }
    return told + times + managed + data + [("past", try PastStory.document(look: look))]
  }

  @Test(arguments: [ReportFormat.html, .markdown])
  func `a report says nothing that is in no file of words`(format: ReportFormat) throws {
    for (name, document) in try Self.documents() {
      let json = try RunReport.render(ReportDocument(summary: document.summary, journal: document.journal), as: .json)
      let files = document.past.changes?.changes.compactMap(\.file) ?? []
      let known = try Self.words(ofJSON: json).union(files.flatMap(Self.words))
      let text = String(decoding: try RunReport.render(document, as: format), as: UTF8.self)
      Self.expectNoWords(but: known, in: text, isPage: format == .html, name)
    }
  }

  @Test(arguments: [PeriodReport.Format.html, .markdown])
  func `a report of a period says nothing that is in no file of words`(format: PeriodReport.Format) throws {
    var document = Periods.quarter
    let known = try Self.words(ofJSON: PeriodReport.render(document, as: .json))
    document.look = ReportLook(say: try Self.bracketed())
    Self.expectNoWords(but: known, in: try Periods.text(document, as: format), isPage: format == .html, "quarter")
    document = PeriodDocument(span: Periods.span, made: Periods.made, look: document.look)
    Self.expectNoWords(but: [], in: try Periods.text(document, as: format), isPage: format == .html, "nothing")
  }

  private static func expectNoWords(but known: Set<String>, in text: String, isPage: Bool, _ name: String) {
    let known = known.union(plain)
    for piece in isPage
      ? pieces(of: text) : text.replacing(/&[#0-9a-z]+;/, with: " ").components(separatedBy: .newlines)
    {
      let left = words(in: outside(piece)).filter { !known.contains($0) }
      #expect(left.isEmpty, "\(name): \(left) in “\(piece.prefix(200))”")
    }
  }

  @Test func `brackets are found wherever they stand`() {
    #expect(Self.outside("a ⟦b ⟦c⟧ d⟧ e ⟦f…") == "a  e ")
    #expect(Self.outside("and so on⟧ a") == " a")
    #expect(Self.pieces(of: "<p>a</p>\n<style>b</style><p data-label=\"c\" class=\"d\">e") == ["a", "\n", "c", "e"])
    #expect(Self.words(in: "T0–T1: 2m 40s, to be read, to be cu…") == ["to", "be", "read", "to", "be"])
  }

  /// What stands in no brackets; a text that was cut, or goes on in the next line, may lack one of them.
  private static func outside(_ text: String) -> String {
    var depth = 0
    var result = ""
    for character in text {
      switch character {
      case "⟦": depth += 1
      case "⟧":
        // What stands before it was cut off with its opening one.
        if depth == 0 { result = "" }
        depth = max(0, depth - 1)
      default: if depth == 0 { result.append(character) }
      }
    }
    return result
  }

  private static func words(in text: String) -> [String] {
    text.matches(of: /\p{L}+(…?)/).filter { $0.1.isEmpty }.map { String($0.0) }.filter { $0.count > 1 }
  }

  /// The texts of a page, and those of its attributes that are shown or read out.
  private static func pieces(of page: String) -> [String] {
    let body = page.replacing(/(?s)<(style|script)>.*?<\/\1>/, with: "")
    return body.matches(of: /(?:data-label|aria-label|alt|title)="([^"]*)"|(?:>|^)([^<>]+)/)
      .compactMap { ($0.1 ?? $0.2).map { String($0) } }
      .map { $0.replacing(/&[#0-9a-z]+;/, with: " ") }
      .filter { !$0.isEmpty }
  }

  /// All words that the run itself brings along: what people, programs and files said.
  private static func words(ofJSON json: [UInt8]) throws -> Set<String> {
    var texts: [String] = []
    collect(try JSONSerialization.jsonObject(with: Data(json)), under: "", into: &texts)
    return Set(texts.flatMap { words(in: $0) })
  }

  /// Words of our own, which a report says in its own way.
  private static let ours: Set<String> = [
    "status", "phase", "kind", "mode", "verdict", "tier", "severity", "result", "judgement", "rtoJudgement",
    "rpoJudgement", "role", "trust", "choice", "clock", "reason", "until",
  ]

  private static func collect(_ value: Any, under key: String, into texts: inout [String]) {
    switch value {
    case let members as [String: Any]: for (key, value) in members { collect(value, under: key, into: &texts) }
    case let list as [Any]: for value in list { collect(value, under: key, into: &texts) }
    case let text as String: if !ours.contains(key) || text.contains(" ") { texts.append(text) }
    default: break
    }
  }
}
