import Glibc
import Synchronization
import Testing

@testable import RunFolders

struct LogTests {
  let stand: Stand

  init() throws { stand = try Stand() }

  func collect(_ follower: LogFollower) async throws -> [String: String] {
    var follower = follower
    var logs: [String: [UInt8]] = [:]
    try await follower.follow(every: .milliseconds(5)) { logs[$0.log.name, default: []] += $0.bytes }
    return logs.mapValues { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `logs are listed by step and attempt, and found by either name of the step`() throws {
    let folder = try stand.run()
    let names = ["shop.load.1.skip-if.log", "shop.load.2.log", "shop.load.10.log", "web.load.1.log", "web.stop.1.log"]
    for name in names { try put(Array(name.utf8), "\(folder.logs)/\(name)") }
    let shelf = LogShelf(folder: folder)
    #expect(try shelf.logs().map(\.name) == names)
    #expect(try shelf.logs(of: "load").map(\.name) == Array(names.prefix(4)))
    #expect(try shelf.logs(of: "shop.load").map(\.name) == Array(names.prefix(3)))
    #expect(try shelf.logs(of: "shop").isEmpty)
    #expect(try shelf.logs(of: "shop.load").map(\.bytes) == names.prefix(3).map(\.utf8.count))
  }

  @Test func `a log is followed until nobody has the run in hand any more`() async throws {
    let folder = try stand.run()
    let path = "\(folder.logs)/shop.load.1.log"
    let text = String(repeating: "größer als 64 KiB: 你好 🙂\n", count: 5_000)
    let lock = Mutex<FileLock?>(try folder.lock(holder: "me"))
    let writer = Task.detached {
      let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
      defer { close(file) }
      let bytes = Array(text.utf8)
      for start in stride(from: 0, to: bytes.count, by: 997) {
        _ = SafeFile.writeAll(Array(bytes[start..<min(start + 997, bytes.count)]), to: file)
        if start % 10 == 0 { usleep(300) }
      }
      try put(Array("second".utf8), "\(folder.logs)/shop.load.2.log")
      lock.withLock { $0 = nil }
    }
    var follower = LogFollower(folder: folder, step: "load")
    var all: [String: String] = [:]
    var torn = 0
    try await follower.follow(every: .milliseconds(1)) { chunk in
      let text = String(decoding: chunk.bytes, as: UTF8.self)
      torn += text.contains("\u{FFFD}") ? 1 : 0
      all[chunk.log.name, default: ""] += text
    }
    try await writer.value
    try await follower.drain { all[$0.log.name, default: ""] += String(decoding: $0.bytes, as: UTF8.self) }
    #expect(torn == 0, "no character is cut in two")
    #expect(all["shop.load.1.log"] == text)
    #expect(all["shop.load.2.log"] == "second")
  }

  @Test func `what isn't text comes out byte for byte`() async throws {
    let folder = try stand.run()
    let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 256) } + [0xF0, 0x9F]
    try put(content, "\(folder.logs)/shop.load.1.log")
    var follower = LogFollower(folder: folder)
    var given: [UInt8] = []
    try await follower.follow { given += $0.bytes }
    #expect(given == content)
  }

  @Test(
    arguments: [
      ([0x61], 1), ([0xC3], 0), ([0x61, 0xC3], 1), ([0xC3, 0xA9], 2), ([0xF0, 0x9F, 0x99], 0),
      ([0xF0, 0x9F, 0x99, 0x82], 4), ([0x80, 0x80, 0x80], 3), ([0xFF], 1), ([], 0), ([0xE2, 0x82], 0), ([0xC0], 1),
    ] as [([UInt8], Int)])
  func `only a character's beginning is held back`(bytes: [UInt8], count: Int) {
    #expect(LogFollower.wholeCharacters(bytes).count == count)
  }
}
