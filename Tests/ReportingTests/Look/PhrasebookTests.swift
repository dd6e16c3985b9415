import RunbookModel
import Testing

@testable import Reporting

struct PhrasebookTests {
  @Test(
    arguments: [
      ("from {1} to {2}", "from a to b"), ("bis {2}, von {1}", "bis b, von a"), ("{1}{1}", "aa"), ("{2}", "b"),
      ("{3} {x} {} {0} { {1", "{3} {x} {} {0} { {1"), ("", ""), ("{{1}}", "{a}"),
    ])
  func `values stand where a phrase has their places`(words: String, said: String) {
    let say = Phrasebook(["from {1} to {2}": words])
    #expect(say("from \("a") to \("b")") == said)
  }

  @Test func `a value is put in as it is`() {
    #expect(Phrasebook.english("from \("{2}") to \("{1}")") == "from {2} to {1}")
  }

  @Test func `a phrase that a book lacks is English`() { #expect(Phrasebook(["a": "b"])("c") == "c") }

  private static let known: Set<String> = ["steps", "{1} of {2}"]

  private static func read(_ text: String) -> (book: Phrasebook, faults: [String]) {
    let shipped = Phrasebook(["steps": "Schritte"])
    let (book, faults) = PhraseCatalogue.book(over: shipped, known: known, own: text, file: "w")
    #expect(faults.allSatisfy { $0.severity == .warning })
    return (book, faults.map { "\($0.location): \($0.message)" })
  }

  @Test func `words of a site that no report can use are told, and the others are used`() {
    let (book, faults) = Self.read("{\n \"{1} of {2}\": \"{2}: {1}\",\n \"stepps\": \"x\",\n \"{1} of {2}\": \"y\"\n}")
    #expect(
      faults == [
        "w:3:2: no report says \"stepps\"", "w:4:2: the phrase is given twice; the first one counts",
      ])
    #expect(book("\(1) of \(2)") == "2: 1")
    #expect(book("steps") == "Schritte")
  }

  @Test func `words with a place that the phrase lacks are told, and those that ship stay`() {
    let (book, faults) = Self.read("{ \"steps\": \"{1} steps\", \"{1} of {2}\": \"{2}\" }")
    #expect(faults == ["w:1:12: the phrase has no {1}"])
    #expect(book("steps") == "Schritte")
    #expect(book("\(1) of \(2)") == "2")
  }

  @Test func `a file of words that can't be read leaves the words that ship`() {
    let (book, faults) = Self.read("{\n\"a\"")
    #expect(faults == ["w:2:4: reports are made without these words: expected : behind the phrase"])
    #expect(book("steps") == "Schritte")
  }

  @Test func `an empty text leaves the words that ship`() {
    let (book, faults) = Self.read(#"{ "steps": "" }"#)
    #expect(faults.isEmpty)
    #expect(book("steps") == "Schritte")
  }

  @Test func `the words to begin with can be used as they are`() throws {
    #expect(PhraseCatalogue.book(of: .english, own: PhraseCatalogue.text, file: "w").faults.isEmpty)
    #expect(try PhraseFile.entries(of: PhraseCatalogue.text).allSatisfy { $0.key == $0.text })
  }
}
