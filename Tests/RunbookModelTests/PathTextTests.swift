import RunbookModel
import Testing

struct PathTextTests {
  @Test(arguments: [
    ("a", "b/c", "a/b/c"), (".", "b", "b"), ("a/b", "../c", "a/c"), ("a", "../../c", "../c"), ("/a", "../../c", "/c"),
    ("a", "/c", "/c"), ("a", "./b/./c", "a/b/c"), ("a", "..", "."),
  ])
  func `paths are joined without asking the disk`(folder: String, path: String, joined: String) {
    #expect(PathText.join(folder, path) == joined)
  }

  @Test(arguments: [
    "/etc/passwd", "..", "../a", "a/../../b", "./../a", "../\u{301}a", "a/../../\u{301}b", "/\u{301}etc",
  ]) func `a path that leads out is seen`(
    path: String
  ) {
    #expect(PathText.leadsOut(path))
  }

  @Test(arguments: ["a", "a/../b", "./a", "a/b/../../c", "..a"]) func `a path that stays is let pass`(path: String) {
    #expect(!PathText.leadsOut(path))
  }

  @Test func `the site is looked for in each folder above`() {
    #expect(PathText.ancestors(of: "/a/b") == ["/a/b", "/a", "/"])
    #expect(PathText.ancestors(of: "a/b") == ["a/b", "a", "."])
    #expect(PathText.ancestors(of: "../a") == ["../a", ".."])
  }

  @Test func `a mark behind a slash doesn't hide it`() {
    #expect(PathText.folder(of: "a/\u{301}b") == "a")
    #expect(PathText.join("a/b", "../\u{301}c") == "a/\u{301}c")
    #expect(PathText.resolve("/\u{301}b", in: "a") == "/\u{301}b")
    #expect(PathText.ancestors(of: "/a/\u{301}b") == ["/a/\u{301}b", "/a", "/"])
  }

  @Test(arguments: [
    ("a", "b/../c", "a/b/../c"), ("a/", "b", "a/b"), ("", "b", "b"), ("a", "/b", "/b"), ("/", "b", "/b"),
  ])
  func `a resolved path keeps its parts, for a link may stand among them`(
    folder: String, path: String, resolved: String
  ) {
    #expect(PathText.resolve(path, in: folder) == resolved)
  }

  @Test(arguments: [("/a/b", "b"), ("a/b/", "b"), ("a", "a"), ("/", "/"), ("a/\u{301}b", "\u{301}b")])
  func `a path's name is its last part`(path: String, name: String) { #expect(PathText.name(of: path) == name) }
}
