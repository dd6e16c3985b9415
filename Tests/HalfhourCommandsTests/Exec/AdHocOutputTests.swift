import Testing

@testable import HalfhourCommands

struct AdHocOutputTests {
  @Test(arguments: ["a", "ä", "€", "😀", "xä", "x€", "x😀"])
  func `a character that is cut waits for its rest`(text: String) {
    let bytes = Array(text.utf8)
    #expect(AdHocOutput.wholeCharacters(bytes) == bytes.count)
    let last = text.unicodeScalars.last.map { String($0).utf8.count } ?? 0
    for cut in 1..<max(1, last) {
      #expect(AdHocOutput.wholeCharacters(Array(bytes.dropLast(cut))) == bytes.count - last)
    }
  }

  @Test func `bytes that are no text wait for nothing`() {
    #expect(AdHocOutput.wholeCharacters([0x80, 0x80, 0x80, 0x80]) == 4)
    #expect(AdHocOutput.wholeCharacters([0xFF, 0x41, 0x41, 0x41]) == 4)
    #expect(AdHocOutput.wholeCharacters([]) == 0)
  }
}
