import RunFolders
import Testing

/// The list of sums is that of `sha256sum`, and a hostile one is no list.
struct FileSumsTests {
  private static let sum = String(repeating: "0a", count: 32)

  @Test(arguments: ["plain", "a b", " c", "\u{308}x", "back\\slash", "new\nline", "cr\r", "grün/π"])
  func `any name is written as sha256sum does, and read back`(name: String) throws {
    let list = FileSums([FileSums.Line(name: name, sha256: Self.sum)])
    #expect(FileSums(Array(list.text.utf8)) == list)
    #expect(list.text.utf8.count { $0 == 0x0A } == 1)
  }

  @Test(arguments: [
    "0a  short\n", "\(sum) x\n", "\(sum)  \n", "\(sum)  x", "\(sum)  x\n\(sum)  x\n", "\\\(sum)  a\\tb\n",
    "\(sum.uppercased())  x\n", "\(sum)",
  ])
  func `what is no such list is refused`(text: String) { #expect(FileSums(Array(text.utf8)) == nil) }

  @Test func `what is no text is refused`() { #expect(FileSums(Array("\(Self.sum)  ".utf8) + [0xFF, 0x0A]) == nil) }
}
