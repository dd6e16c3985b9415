import Glibc
import RunbookModel
import Testing

@testable import StepExecutors

/// One file between this machine and a host, or between two hosts.
@Suite struct FileCopyTests {
  @Test(arguments: ["up", "down", "across"])
  func `a file arrives with its bytes, permissions and time`(way: String) async throws {
    try await FileStand.with { stand in
      let source = stand.here + "/it's \"a\" -file"
      _ = await FileStand.shell("head -c 3000000 /dev/urandom >\(ShellQuoting.quoted(source))")
      _ = await FileStand.shell(
        "chmod 4751 \(ShellQuoting.quoted(source)); touch -d 2001-02-03T04:05:06Z \(ShellQuoting.quoted(source))")
      let target = stand.there + "/-new\nname"
      let copy = stand.copy(
        stand.on(way == "up" ? nil : stand.site("one"), source),
        to: stand.on(way == "down" ? nil : stand.site("two"), target))
      #expect(await stand.problem(copy) == nil)
      let facts = "cd \(stand.path) && for f in here/* there/*; do cksum <\"$f\"; stat -c '%a %Y' \"$f\"; done"
      let lines = await FileStand.shell(facts).split(separator: "\n")
      #expect(lines.count == 4)
      #expect(lines.prefix(2) == lines.suffix(2))
      #expect(lines.suffix(1) == ["4751 981173106"])
      #expect(stand.log.hasPrefix("3.0 MB in "))
      #expect(stand.log.hasSuffix(" verified by sha256sum\n"))
    }
  }
}
