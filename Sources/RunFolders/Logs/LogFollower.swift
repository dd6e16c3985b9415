/// Follows the logs of a run while they grow.
package struct LogFollower: Sendable {
  /// A piece of one log; it ends within a character only where the log itself does.
  package struct Chunk: Hashable, Sendable {
    package var log: LogShelf.Log
    package var bytes: [UInt8]
  }

  private let folder: RunFolder
  private let step: String?
  /// How many bytes of each log have been given out.
  private var given: [String: Int] = [:]

  /// All logs, or those of one step, named by its whole name or its own.
  package init(folder: RunFolder, step: String? = nil) {
    self.folder = folder
    self.step = step
  }

  /// Gives out all there is and then what comes, until nobody has the run in hand any more.
  package mutating func follow(
    every pause: Duration = .milliseconds(200), _ take: (Chunk) async throws -> Void
  ) async throws {
    while true {
      // Asked before reading: what was written before the end is read after it.
      let isOver = !folder.isInHand
      try await drain(isOver: isOver, take)
      if isOver { return }
      try await Task.sleep(for: pause)
    }
  }

  /// Gives out all there is now and no more.
  package mutating func drain(_ take: (Chunk) async throws -> Void) async throws {
    try await drain(isOver: true, take)
  }

  private mutating func drain(isOver: Bool, _ take: (Chunk) async throws -> Void) async throws {
    for log in try LogShelf(folder: folder).logs(of: step) {
      while let bytes = try LogShelf.read(log.path, from: given[log.path] ?? 0) {
        let whole = Self.wholeCharacters(bytes)
        // At the end, what is left of a character is all that will ever come.
        let chunk = whole.isEmpty && isOver ? bytes[...] : whole
        guard !chunk.isEmpty else { break }
        given[log.path, default: 0] += chunk.count
        try await take(Chunk(log: log, bytes: Array(chunk)))
      }
    }
  }

  /// The bytes without a last character of which only the beginning is there.
  static func wholeCharacters(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    guard let start = bytes.indices.suffix(3).last(where: { bytes[$0] & 0xC0 != 0x80 }) else { return bytes[...] }
    let length =
      switch bytes[start] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    return bytes.count - start < length ? bytes[..<start] : bytes[...]
  }
}
