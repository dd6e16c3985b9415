import Expressions
import Testing

struct DifferenceTests {
  /// What the changes make of the old sequence.
  static func applied(_ changes: [SequenceDifference.Change], _ old: [Int], _ new: [Int]) -> [Int] {
    var result: [Int] = []
    var place = 0
    for change in changes {
      result += old[place..<change.old.lowerBound] + new[change.new]
      place = change.old.upperBound
    }
    return result + old[place...]
  }

  /// The fewest elements that go or come, by the longest common subsequence.
  static func fewest(_ old: [Int], _ new: [Int]) -> Int {
    var lengths = Array(repeating: Array(repeating: 0, count: new.count + 1), count: old.count + 1)
    for i in old.indices {
      for j in new.indices {
        lengths[i + 1][j + 1] = old[i] == new[j] ? lengths[i][j] + 1 : max(lengths[i][j + 1], lengths[i + 1][j])
      }
    }
    return old.count + new.count - 2 * lengths[old.count][new.count]
  }

  @Test func `changes lead from one sequence to the other, and are the fewest`() {
    var generator = FuzzTests.Generator(state: 11)
    for _ in 0..<3_000 {
      let letters = Int.random(in: 1...5, using: &generator)
      func sequence() -> [Int] {
        (0..<Int.random(in: 0...12, using: &generator)).map { _ in Int.random(in: 0..<letters, using: &generator) }
      }
      let (old, new) = (sequence(), sequence())
      let changes = SequenceDifference.changes(old, new)
      #expect(Self.applied(changes, old, new) == new, "\(old) \(new)")
      let size = changes.reduce(0) { $0 + $1.old.count + $1.new.count }
      #expect(size == Self.fewest(old, new), "\(old) \(new)")
      #expect(changes.isEmpty == (old == new))
    }
  }

  @Test func `sequences that have nothing in common are one change, whatever their length`() {
    let old = Array(0..<50_000)
    let new = Array(100_000..<150_000)
    #expect(SequenceDifference.changes(old, new) == [.init(old: 0..<50_000, new: 0..<50_000)])
    let changes = SequenceDifference.changes([1] + old + [2], [1] + new + [2])
    #expect(changes == [.init(old: 1..<50_001, new: 1..<50_001)])
  }

  @Test func `two places that differ are two hunks, with what lies between left out`() {
    let expected = (1...30).map { "line \($0)\n" }
    var observed = expected
    observed[4] = "other\n"
    observed.remove(at: 20)
    let text = LineDifference.between(expected: expected.joined(), observed: observed.joined())
    #expect(
      text == """
        line 5 differs (- expected, + observed):
        @@ -3,5 +3,5 @@
         line 3
         line 4
        -line 5
        +other
         line 6
         line 7
        @@ -19,5 +19,4 @@
         line 19
         line 20
        -line 21
         line 22
         line 23
        """)
  }

  @Test func `changes that are near stand in one hunk`() {
    let text = LineDifference.between(expected: "a\nb\nc\nd\ne\n", observed: "A\nb\nc\nd\nE\n")
    #expect(text == "line 1 differs (- expected, + observed):\n@@ -1,5 +1,5 @@\n-a\n+A\n b\n c\n d\n-e\n+E")
  }

  @Test func `what is only there is shown against nothing`() {
    #expect(
      LineDifference.between(expected: "", observed: "a\n")
        == "line 1 differs (- expected, + observed):\n@@ -0,0 +1 @@\n+a")
    #expect(
      LineDifference.between(expected: "a\nb\n", observed: "a\n")
        == "line 2 differs (- expected, + observed):\n@@ -1,2 +1 @@\n a\n-b")
  }

  @Test func `long lines are shown where they begin to differ`() {
    let same = String(repeating: "x", count: 500)
    let text = LineDifference.between(expected: same + "EXPECTED", observed: same + "OBSERVED")
    #expect(text.contains("-…") && text.contains("EXPECTED") && text.contains("OBSERVED"))
    #expect(text.utf8.count < 400)
  }

  @Test func `two spellings of one letter differ`() {
    #expect(LineDifference.between(expected: "é\n", observed: "e\u{301}\n").contains("-é\n+e\u{301}"))
  }

  @Test func `no difference is longer than a screen, whatever differs`() {
    var generator = FuzzTests.Generator(state: 12)
    for _ in 0..<300 {
      func text() -> String {
        (0..<Int.random(in: 0...300, using: &generator)).map { _ in
          Int.random(in: 0...9, using: &generator) == 0 ? "x\(Int.random(in: 0...99, using: &generator))\n" : "same\n"
        }.joined()
      }
      let (left, right) = (text(), text())
      let shown = LineDifference.between(expected: left, observed: right)
      #expect(shown.split(separator: "\n", omittingEmptySubsequences: false).count <= 21, "\(shown)")
      if left == right { #expect(shown == "nothing differs") }
    }
  }
}
