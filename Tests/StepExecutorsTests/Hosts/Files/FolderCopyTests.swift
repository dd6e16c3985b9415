import Glibc
import RunbookModel
import Testing

@testable import StepExecutors

/// Whole folders between this machine and a host, or between two hosts, by rsync and by tar.
@Suite struct FolderCopyTests {
  /// A tree with what is hard about trees; prints one line for everything in it.
  static let tree = #"""
    mkdir tree && cd tree && umask 022
    mkdir -p empty a/b/c && chmod 2750 a/b && echo one >a/one && echo two >a/b/two && chmod 4711 a/b/two
    printf x >"$(printf 'new\nline')"; printf y >"$(printf 'bytes\377\376')"; printf z >'back\slash'; printf q >"it's \"q\" *"
    printf d >-dash; printf ' ' >' blank '; : >nothing; ln -s a/one link; ln -s nowhere dangling; ln -s a "li nk"
    head -c 300000 /dev/urandom >random; chmod 600 random; printf r >"$(printf 'ret\rurn')"
    find . -exec touch -h -d 2001-02-03T04:05:06Z {} +
    """#

  /// A line for each entry; not every tar keeps the time of a link.
  static func listing(_ folder: String) async -> String {
    await FileStand.shell(
      """
      cd \(ShellQuoting.quoted(folder)) && LC_ALL=C find . \\( -type l -printf '%p %l\\n' -o -type f -printf '%p %m %T@ ' \
      -exec sh -c 'cksum <"$0"' {} \\; -o -type d -printf '%p %m\\n' \\) | LC_ALL=C sort
      """)
  }

  struct Way: Sendable, CustomTestStringConvertible {
    let source: String?
    let target: String?
    let rsync: Bool
    var testDescription: String { "\(source ?? "here") to \(target ?? "here") \(rsync ? "by rsync" : "by tar")" }
  }
  static let ways = [
    Way(source: nil, target: "there", rsync: true), Way(source: nil, target: "there", rsync: false),
    Way(source: "there", target: nil, rsync: true), Way(source: "there", target: nil, rsync: false),
    Way(source: "one", target: "two", rsync: true),
  ]

  @Test(arguments: ways)
  func `a folder arrives with all that is in it, twice`(way: Way) async throws {
    try await FileStand.with { stand in
      _ = await FileStand.shell("cd \(stand.here) && \(Self.tree)")
      let before = await Self.listing(stand.here + "/tree")
      #expect(before.split(separator: "\n").count > 18)
      let copy = stand.copy(
        stand.on(way.source.map { stand.site($0) }, stand.here + "/tree"),
        to: stand.on(way.target.map { stand.site($0) }, stand.there + "/"), mayUseRsync: way.rsync)
      #expect(await stand.problem(copy) == nil)
      #expect(await Self.listing(stand.there + "/tree") == before)
      // Again, into what is there: a file that differs is replaced, another's stays, nothing else is left behind.
      _ = await FileStand.shell(
        "cd \(stand.there)/tree && echo own >own && echo ONE >a/one && touch -d 2001-02-03T04:05:06Z a/one && rm random"
      )
      let problem = await stand.problem(copy)
      #expect(problem == nil)
      let after = await Self.listing(stand.there + "/tree").split(separator: "\n")
      #expect(after.filter { !$0.hasPrefix("./own ") }.joined(separator: "\n") + "\n" == before)
      #expect(
        await FileStand.shell("ls -A \(stand.there) \(stand.here)") == "\(stand.here):\ntree\n\n\(stand.there):\ntree\n"
      )
      let end =
        way.rsync && way.source != "one" ? " verified by rsync's checksum of each file\n" : " verified by sha256sum\n"
      #expect(stand.log.hasSuffix(end), "\(stand.log)")
    }
  }
}
