import Foundation
import RunCore
import Testing

@testable import RunFolders

/// Archives from anybody: what is fine comes out as it went in, the rest is refused and leads nowhere.
struct EvidenceArchiveTests {
  let stand: Stand

  init() throws { stand = try Stand() }

  /// A header as GNU tar writes it, with its sum.
  private static func header(_ name: [UInt8], _ size: Int = 0, kind: String = "0", prefix: String = "") -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ bytes: [UInt8], at place: Int) { block.replaceSubrange(place..<place + bytes.count, with: bytes) }
    func octal(_ number: Int, _ digits: Int) -> [UInt8] {
      let text = String(number, radix: 8)
      return Array((String(repeating: "0", count: digits - text.count) + text).utf8)
    }
    put(Array(name.prefix(100)), at: 0)
    put(octal(0o600, 7), at: 100)
    put(octal(size, 11), at: 124)
    put(Array(kind.utf8), at: 156)
    put(Array((prefix.isEmpty ? "ustar  \0" : "ustar\000").utf8), at: 257)
    put(Array(prefix.utf8), at: 345)
    put(Array("        ".utf8), at: 148)
    put(octal(block.reduce(0) { $0 + Int($1) }, 6) + [0, 32], at: 148)
    return block
  }

  private static func file(_ name: String, _ text: String = "text", kind: String = "0") -> [UInt8] {
    let bytes = Array(text.utf8)
    return header(Array(name.utf8), bytes.count, kind: kind) + bytes
      + [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
  }

  private static let end = [UInt8](repeating: 0, count: 1_024)

  private func unpack(_ bytes: [UInt8]) throws -> EvidenceArchive.Contents {
    try put(bytes, stand.path + "/archive")
    let place = stand.path + "/place-\(UInt32.random(in: 0...UInt32.max))"
    _ = Shell.run("mkdir -m 700 \(place)")
    return try EvidenceArchive.unpack(stand.path + "/archive", into: place)
  }

  @Test func `files, folders and long names come out with their sums`() throws {
    let long = "run/" + String(repeating: "long/", count: 40) + "name"
    let contents = try unpack(
      Self.header(Array("run/".utf8), kind: "5") + Self.file("run/a", "") + Self.file("run/logs/b", "seen\n")
        + Self.file("././@LongLink", long + "\0", kind: "L") + Self.file("run/cut", "x")
        + Self.header(Array("c".utf8), 0, prefix: "run/d") + Self.end)
    #expect(contents.top == "run")
    #expect(Set(contents.sums.keys) == ["a", "logs/b", String(long.dropFirst(4)), "d/c"])
    #expect(contents.sums["a"] == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(!contents.hasMore)
  }

  private static let hostile: [(String, [UInt8])] = [
    ("leads out", file("../x")), ("leads out", file("run/../../x")), ("leads out", file("/etc/x")),
    ("leads out", file("run//x")), ("leads out", file("run/./x")),
    // Among characters a combining mark hides the slash before it.
    ("leads out", file("run/../\u{301}x")), ("leads out", file("run/..")),
    ("outside", file("x")), ("more than one folder", file("run/a") + file("other/a")),
    ("twice", file("run/a") + file("run/a")), ("twice", file("run/a") + file("run/a/b")),
    ("twice", file("run/\u{e9}") + file("run/e\u{301}")),
    ("no plain file", file("run/a", "", kind: "2")), ("no plain file", file("run/a", "", kind: "1")),
    ("no plain file", file("run/a", "", kind: "6")), ("no plain file", file("run/a", "", kind: "3")),
    ("no plain file", file("run/a", "path=x", kind: "x")), ("no text", header([0x72, 0x2F, 0xFF])),
    ("too long", file("././@LongLink", "run/" + String(repeating: "x/", count: 3_000), kind: "L")),
    (
      "too long a name",
      file("././@LongLink", "run/" + String(repeating: "x", count: 256) + "\0", kind: "L") + file("run/cut")
    ),
    ("in the middle", header(Array("run/a".utf8), 0o77777777777)),
    ("can be read", Array("x".utf8) + file("run/a").dropFirst()),
  ]

  @Test(arguments: hostile.indices)
  func `a hostile archive is refused, and nothing of it stands outside`(place: Int) throws {
    let (why, bytes) = Self.hostile[place]
    let error = #expect(throws: FolderError.self) { try unpack(bytes + Self.end) }
    #expect(error?.message.contains(why) == true, "\(error?.message ?? "")")
    let left = Set(try FileManager.default.contentsOfDirectory(atPath: stand.path).map { String($0.prefix(6)) })
    #expect(left.isSubset(of: ["archiv", "place-", "state"]), "\(left)")
  }

  @Test func `an archive cut at any block, or empty, is refused`() throws {
    let whole = Self.file("run/a") + Self.file("run/b")
    for length in stride(from: 0, through: whole.count, by: 256) {
      #expect(throws: FolderError.self) { try unpack(Array(whole.prefix(length))) }
    }
    #expect(throws: FolderError.self) { try unpack(Self.end) }
  }

  @Test func `what stands behind the end is told`() throws {
    #expect(try unpack(Self.file("run/a") + Self.end + [1]).hasMore)
  }
}
