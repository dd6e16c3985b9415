import Glibc

/// The beginning of what a job printed, secrets hidden: what its `expect` sees, whatever becomes of the log on disk.
struct PrintedOutput: Sendable {
  private let most: Int
  private(set) var bytes: [UInt8] = []
  /// The job printed more than is kept, or a part can't be known any more.
  private(set) var isCut = false

  /// Keeps so many bytes at most; none at all when nobody compares them.
  init(most: Int) { self.most = most }

  /// Goes on behind what an earlier halfhour moved to the log; a log with a gap tells too little to compare.
  init(most: Int, log: String, position: LogPosition) {
    self.init(most: most)
    guard most > 0, position.length > 0 else {
      isCut = position.lost > 0
      return
    }
    let whole = position.lost == 0 && position.cut == 0
    let kept = whole ? FileAccess.contents(of: log, atMost: min(position.length, most + 1)) : nil
    take(kept ?? [])
    if kept.map({ $0.count < min(position.length, most + 1) }) ?? true { isCut = true }
  }

  /// Whether there is room for what comes.
  var wantsMore: Bool { most > 0 && !isCut }

  /// A part was passed over, so that what follows it must not be joined to what came before.
  mutating func miss() { isCut = true }

  mutating func take(_ more: some Collection<UInt8>) {
    guard most > 0 else { return }
    let room = isCut ? 0 : most - bytes.count
    if more.count > room { isCut = true }
    bytes.append(contentsOf: more.prefix(room))
  }

  /// Takes a part of a raw log that is moved without being read.
  mutating func take(_ file: Int32, at offset: Int, count: Int) {
    guard most > 0, !isCut, count > 0 else { return }
    var buffer = [UInt8](repeating: 0, count: min(count, most - bytes.count + 1))
    var done = 0
    while done < buffer.count {
      let read = buffer.withUnsafeMutableBytes { bytes in
        pread(file, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
      }
      if read < 0, errno == EINTR { continue }
      guard read > 0 else { break }
      done += read
    }
    take(buffer[..<done])
    if done < buffer.count { isCut = true }
  }
}
