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

  @Test(arguments: ["/etc/passwd", "..", "../a", "a/../../b", "./../a"]) func `a path that leads out is seen`(
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

  @Test(arguments: [
    ("a", "b/../c", "a/b/../c"), ("a/", "b", "a/b"), ("", "b", "b"), ("a", "/b", "/b"), ("/", "b", "/b"),
  ])
  func `a resolved path keeps its parts, for a link may stand among them`(
    folder: String, path: String, resolved: String
  ) {
    #expect(PathText.resolve(path, in: folder) == resolved)
  }

  @Test(arguments: [("/a/b", "b"), ("a/b/", "b"), ("a", "a"), ("/", "/")])
  func `a path's name is its last part`(path: String, name: String) { #expect(PathText.name(of: path) == name) }
}
