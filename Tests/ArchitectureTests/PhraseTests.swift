import Foundation
import Testing

/// Holds the German words of reports against the phrases that the sources say; HALFHOUR_RECORD=1 writes them anew.
///
/// Recording keeps the words of a phrase that stays, gives a new one an empty text, and drops those that nobody says.
struct PhraseTests {
  private static let files = (1...5).map { "templates/words.de.\($0).json" }
  /// The most bytes of a file that is compiled into the program.
  private static let largest = 20_000

  private let tree = SourceTree()

  private func said() throws -> Set<String> {
    Set(try tree.files(in: "Sources/Reporting").flatMap { PhraseScanner.phrases(in: $0.text) })
  }

  private func words() throws -> [String: String] {
    var words: [String: String] = [:]
    for file in Self.files {
      let object = try JSONSerialization.jsonObject(with: Data(tree.text(of: file).utf8))
      for (key, text) in try #require(object as? [String: String], "\(file)") {
        #expect(words[key] == nil, "\(file) says \"\(key)\" again")
        words[key] = text
      }
    }
    return words
  }

  @Test func `the German words name every phrase of reports, and no other`() throws {
    let said = try said()
    if ProcessInfo.processInfo.environment["HALFHOUR_RECORD"] == "1" {
      try record(said)
      Issue.record("recorded the words; look at them")
      return
    }
    let words = try words()
    for phrase in said.subtracting(words.keys).sorted() { Issue.record("no file has \"\(phrase)\"") }
    for phrase in Set(words.keys).subtracting(said).sorted() { Issue.record("nobody says \"\(phrase)\"") }
  }

  @Test func `German words stand for every phrase, with the same places for values`() throws {
    for (phrase, text) in try words() {
      #expect(!text.isEmpty, "\"\(phrase)\" has no words")
      #expect(Self.places(in: phrase) == Self.places(in: text), "\"\(phrase)\"")
    }
  }

  /// A phrase that is put together while a report is made would be in no file of words.
  @Test func `every phrase of reports is a literal`() throws {
    for file in try tree.files(in: "Sources/Reporting") where !file.path.hasSuffix("/Look/Phrase.swift") {
      #expect(!file.text.contains("Phrase(string"), "\(file.path)")
    }
  }

  @Test func `no file of words is too large to be compiled in`() throws {
    for file in Self.files { #expect(try tree.text(of: file).utf8.count < Self.largest, "\(file)") }
  }

  @Test(
    arguments: [
      (#"say("steps")"#, ["steps"]), (#"look.say("\(count) of \(all.count) checks")"#, ["{1} of {2} checks"]),
      (#"say(count == 1 ? "one check" : "\(count) checks")"#, ["one check", "{1} checks"]),
      (#"say("a \(f("x, \(1)")) b"), essay("no")"#, ["a {1} b"]), (#"say(words("no"))"#, []),
      (#"// say("no")"#, []), (#"let text = "say(\"no\")""#, []),
      (#"say("the \(isLate ? say("late") : "no") one")"#, ["late", "the {1} one"]),
      (#""\(say("in a text")) and more""#, ["in a text"]), (#"say("\"\u{2013}\\")"#, ["\"–\\"]),
      (#"self("as its own"), itself("no"), self.init("no")"#, ["as its own"]),
      ("say(\n    \"\"\"\n    first \\\n    and second\n    \"\"\")", ["first and second"]),
    ] as [(String, [String])])
  func `phrases are found where a phrasebook says them`(source: String, phrases: [String]) {
    #expect(PhraseScanner.phrases(in: source) == phrases)
  }

  private static func places(in text: String) -> [String] {
    text.matches(of: /\{[0-9]+\}/).map { String(text[$0.range]) }.sorted()
  }

  private func record(_ said: Set<String>) throws {
    let known = try words()
    let phrases = said.sorted()
    let share = (phrases.count + Self.files.count - 1) / Self.files.count
    for (number, file) in Self.files.enumerated() {
      let lines = try phrases.dropFirst(number * share).prefix(share).map { phrase in
        "  \(try Self.quoted(phrase)): \(try Self.quoted(known[phrase] ?? ""))"
      }
      let text = "{\n" + lines.joined(separator: ",\n") + "\n}\n"
      try Data(text.utf8).write(to: tree.root.appendingPathComponent(file))
    }
  }

  private static func quoted(_ text: String) throws -> String {
    let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .withoutEscapingSlashes]
    return String(decoding: try JSONSerialization.data(withJSONObject: text, options: options), as: UTF8.self)
  }
}
