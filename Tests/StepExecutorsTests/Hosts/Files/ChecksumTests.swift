import Testing

@testable import StepExecutors

@Suite struct ChecksumTests {
  @Test(arguments: [0, 1, 255, 256, 70_000])
  func `POSIX's checksum is that of cksum`(count: Int) async throws {
    var sum = POSIXChecksum()
    [UInt8](repeating: 97, count: count).withUnsafeBufferPointer { sum.update($0) }
    let theirs = await FileStand.shell("head -c \(count) /dev/zero | tr '\\000' a | cksum")
    #expect(sum.text + "\n" == theirs)
  }

  @Test(
    arguments: [
      ("-rwsr-x--T", 0o5750), ("drwxrwxrwt", 0o1777), ("-rw-r--r--", 0o644), ("-rwSr-sr-x.", 0o6655), ("----------", 0),
    ] as [(String, UInt32)])
  func `permissions are read as ls shows them`(text: String, mode: UInt32) {
    #expect(FileFacts.mode(text) == mode)
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (412_345_678, "412 MB"), (1_234_567_890, "1.2 GB"),
    (9_960_000, "10 MB"),
    (999_600, "1.0 MB"),
  ])
  func `bytes are told in words`(count: Int, words: String) {
    #expect(ByteText.words(count) == words)
  }

  @Test func `a hidden name is the same each time, another for another step, and never too long`() {
    let end = CopyEnd(site: nil, path: "/srv/" + String(repeating: "ä", count: 127))
    #expect(end.hidden(for: "a") == end.hidden(for: "a"))
    #expect(end.hidden(for: "a") != end.hidden(for: "b"))
    #expect(end.hidden(for: "a").utf8.count - "/srv/".utf8.count <= 255)
    #expect(end.hidden(for: "a").hasPrefix("/srv/.ää"))
  }

  @Test func `a time is told as touch takes it`() {
    #expect(CopyPlan.stamp(981_173_106) == "200102030405.06")
    #expect(CopyPlan.stamp(-1) == nil)
  }
}
