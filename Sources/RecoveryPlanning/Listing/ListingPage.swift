/// The bytes of a listing as they come about, column by column; a width is counted in characters.
struct ListingPage {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ text: String) { bytes += text.utf8 }

  mutating func add(_ text: String, paddedTo width: Int) {
    add(text)
    addSpaces(width - ListingText.width(of: text))
  }

  mutating func add(_ text: String, rightIn width: Int) {
    addSpaces(width - ListingText.width(of: text))
    add(text)
  }

  mutating func addSpaces(_ count: Int) {
    if count > 0 { bytes += repeatElement(UInt8(ascii: " "), count: count) }
  }

  mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }

  mutating func add(lines: [String]) {
    for line in lines {
      add(line)
      endLine()
    }
  }
}
