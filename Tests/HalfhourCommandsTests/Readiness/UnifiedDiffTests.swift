import Testing

@testable import HalfhourCommands

struct UnifiedDiffTests {
  /// What GNU diff prints for the same lines, apart from the names.
  @Test(arguments: [
    (["a"], ["a"], []),
    (["a", "b", "c"], ["a", "x", "c"], ["@@ -1,3 +1,3 @@", " a", "-b", "+x", " c"]),
    (["é"], ["e\u{301}"], ["@@ -1 +1 @@", "-é", "+e\u{301}"]),
    ([], ["a"], ["@@ -0,0 +1 @@", "+a"]),
    (["a"], [], ["@@ -1 +0,0 @@", "-a"]),
    (["1", "2", "3", "4", "5"], ["1", "2", "3", "4", "5", "6"], ["@@ -3,3 +3,4 @@", " 3", " 4", " 5", "+6"]),
    (
      ["a", "1", "2", "3", "4", "5", "6", "7", "b"], ["A", "1", "2", "3", "4", "5", "6", "7", "B"],
      [
        "@@ -1,4 +1,4 @@", "-a", "+A", " 1", " 2", " 3", "@@ -6,4 +6,4 @@", " 5", " 6", " 7", "-b", "+B",
      ]
    ),
    (
      ["a", "1", "2", "3", "4", "5", "6", "b"], ["A", "1", "2", "3", "4", "5", "6", "B"],
      ["@@ -1,8 +1,8 @@", "-a", "+A", " 1", " 2", " 3", " 4", " 5", " 6", "-b", "+B"]
    ),
  ])
  func `lines that differ are shown with three lines around them`(old: [String], new: [String], hunks: [String]) {
    let lines = UnifiedDiff.lines(old, new, oldName: "then", newName: "now")
    #expect(lines == (hunks.isEmpty ? [] : ["--- then", "+++ now"] + hunks))
  }

  @Test(arguments: [
    ("a\nb\n", ["a", "b"]), ("", []), ("a", ["a", "\\ No newline at end of file"]), ("a\r\nb\n", ["a\r", "b"]),
    ("\n", [""]),
  ])
  func `a file is taken line by line, and its last line is known`(text: String, lines: [String]) {
    #expect(Known.ingredient("x", text).lines == lines)
  }

  @Test func `what is no text is only said to differ`() {
    let bytes = Ingredient(kind: .file, name: "x", sha256: "", isExecutable: false, bytes: [0xff, 0xfe])
    #expect(bytes.lines == ["(2 bytes that are no text)"])
  }
}
