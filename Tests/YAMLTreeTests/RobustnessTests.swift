import RunbookModel
import Testing
import YAMLTree

/// Broken files end in a tree or a located mistake, whatever is broken about them.
struct RobustnessTests {
  static let sample = """
    # a comment: with a colon
    runbook: database
    title: "Rebuild the \\"database\\" – 🦊"
    inputs: { backups: { default: /srv/backups, about: 'it''s here' } }
    install:
      - &first
        id: packages
        run: |
          apt-get install -y postgresql-15

            docker ps --format '{{.Names}}'
        with: { dump: "{{ secrets.x }}", list: [a, "b", 'c'] }
      - *first
      - id: folded
        about: >-
          some text
          that goes on
        ? long
        : ~
    ...

    """

  @Test func `the sample is sound`() throws {
    #expect(try tree(Self.sample)["install"]?.sequence?.count == 3)
  }

  @Test(arguments: ["\n", "\r\n"])
  func `every prefix of a file ends in a tree or a mistake inside it`(lineBreak: String) {
    let bytes = Self.sample.utf8.flatMap { $0 == 0x0A ? Array(lineBreak.utf8) : [$0] }
    for length in 0...bytes.count { check(Array(bytes[..<length])) }
  }

  @Test func `every file with a byte deleted ends in a tree or a mistake inside it`() {
    let bytes = Array(Self.sample.utf8)
    for index in bytes.indices { check(Array(bytes[..<index] + bytes[(index + 1)...])) }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `files changed at random end in a tree or a mistake inside them`(seed: UInt64) {
    var generator = Seeded(state: seed)
    let fragments = [
      "{{", "}}", "\t", "*a", "&a ", "!t ", ": ", "- ", "? ", "|\n", "'", "\"", "[", "]", "\n", "\u{0}", "é", "%", "@",
      "---\n", "<<: ",
    ]
    for _ in 0..<150 {
      var bytes = Array(Self.sample.utf8)
      for _ in 0...Int.random(in: 0...3, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0...3, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 1...20, using: &generator)))
        case 2: bytes.insert(contentsOf: (fragments.randomElement(using: &generator) ?? "").utf8, at: index)
        default: bytes.insert(contentsOf: bytes[index..<min(bytes.count, index + 30)], at: index)
        }
      }
      check(bytes)
    }
  }

  private func check(_ bytes: [UInt8]) {
    let (root, diagnostics) = YAMLParser.parse(bytes, file: "a")
    #expect(root != nil || !diagnostics.isEmpty)
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for location in diagnostics.flatMap({ [$0.location] + $0.notes.map(\.location) }) {
      #expect((1...lines.count).contains(location.line), "\(diagnostics)")
      guard (1...lines.count).contains(location.line) else { continue }
      let length = lines[location.line - 1].count { $0 & 0xC0 != 0x80 }
      #expect((1...length + 1).contains(location.column), "\(diagnostics)")
    }
  }
}
