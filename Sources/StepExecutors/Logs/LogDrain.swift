import Glibc
import SystemPackage

/// Moves what a job printed from its raw log in memory to its log file on disk, and frees the memory.
///
/// Every append is followed by the position; whoever goes on after a crash cuts the log file to it. Bytes that the disk
/// has no room for are counted and dropped, so that a full disk never holds up a job.
struct LogDrain: Sendable {
  /// Bytes that are moved between two looks at the rest of the world; what is searched for secrets goes slower.
  private var turn: Int { redactor == nil ? 64 << 20 : 4 << 20 }
  private static let chunk = 1 << 16
  /// The end of a job's output up to this size is moved without keeping the position.
  private static let unguarded = 8 << 20

  private let folder: JobFolder
  private let limit: Int
  private var log: LogFile
  private var raw: Int32 = -1
  private var redactor: SecretRedactor?
  /// Bytes read from the raw log; ahead of the position by what the redactor holds back.
  private var read: Int
  private var keepsPosition: Bool
  /// Bytes whose memory was given back.
  private var freed = 0
  private(set) var position: LogPosition
  private(set) var printed: PrintedOutput
  /// Bytes that may wait in memory where there is plenty of it; the search for secrets is slow.
  var mostWaiting: Int

  /// Goes on where the folder says that an earlier halfhour left off.
  ///
  /// The first `printedLimit` bytes are kept at hand, too.
  init(folder: JobFolder, file: String, limit: Int, redactor: SecretRedactor?, printedLimit: Int = 0) {
    self.folder = folder
    self.limit = limit
    self.redactor = redactor
    mostWaiting = redactor == nil ? 1 << 30 : 64 << 20
    log = LogFile(path: file)
    let kept = FileAccess.contents(of: folder.drained, atMost: 256)
      .flatMap { LogPosition(String(decoding: $0, as: UTF8.self)) }
    position = kept ?? LogPosition()
    keepsPosition = kept != nil
    read = position.consumed
    printed = PrintedOutput(most: printedLimit, log: file, position: position)
  }

  /// Raw bytes that wait to be moved.
  var unread: Int { max(0, rawSize() - read) }

  /// Moves what is there now, within a turn; gives how many raw bytes it dealt with.
  mutating func move(isLast: Bool = false) -> Int {
    let size = rawSize()
    guard size > read || position.unsaid > 0 else { return 0 }
    if !isLast || size - read > Self.unguarded { keepsPosition = true }
    guard openRaw() else { return 0 }
    let before = read
    let end = min(size, read + turn)
    sayWhatWasLost()
    while read < end {
      // The search for secrets is slow, and the job goes on printing meanwhile.
      skipBacklog(upTo: rawSize())
      guard read < end else { break }
      let count = redactor == nil ? moveUnread(upTo: end) : moveRedacted(upTo: end)
      guard count > 0 else { break }
      keepPosition()
    }
    return read - before
  }

  /// Moves the rest and closes; gives what the log came to.
  mutating func finish() -> LogSummary {
    while move(isLast: true) > 0 {}
    if var rest = redactor {
      let held = rest.finish()
      redactor = rest
      append(held)
      position.consumed = read
      if keepsPosition { keepPosition() }
    }
    sayWhatWasLost()
    log.close()
    if raw >= 0 { close(raw) }
    raw = -1
    var summary = LogSummary()
    summary.kept = position.length
    summary.cut = position.cut
    summary.lost = position.lost
    return summary
  }

  private func rawSize() -> Int {
    var status = stat()
    return stat(folder.log, &status) == 0 ? Int(status.st_size) : 0
  }

  private mutating func openRaw() -> Bool {
    if raw < 0 { raw = open(folder.log, O_RDWR | O_CLOEXEC | O_NOFOLLOW) }
    return raw >= 0
  }

  /// Without secrets the kernel moves the bytes, and they never come here.
  private mutating func moveUnread(upTo end: Int) -> Int {
    let count = min(end - read, 8 << 20)
    let room = max(0, limit - position.length)
    if room == 0 {
      noteCut(count)
    } else {
      do {
        position.length = try log.open(length: position.length)
        let moved = try log.append(raw, at: read, count: min(count, room))
        position.length += moved
        printed.take(raw, at: read, count: moved)
        read += moved
        position.consumed = read
        return moved
      } catch {
        lose(count)
      }
    }
    printed.take(raw, at: read, count: count)
    read += count
    position.consumed = read
    return count
  }

  /// How many bytes may wait in memory: a job that prints faster than that can be moved must not fill the machine.
  private var longestBacklog: Int {
    var place = statvfs()
    guard fstatvfs(raw, &place) == 0, place.f_blocks > 0 else { return mostWaiting }
    return max(1 << 20, min(mostWaiting, Int(place.f_blocks) * Int(place.f_frsize) / 4))
  }

  /// The most that is searched of what is passed over.
  private static let mostContext = 1 << 20

  /// Passes over the oldest of what waits when it is too much, and says so in the log.
  ///
  /// The bytes before those that are kept are searched all the same, so that no half of a secret is left standing.
  private mutating func skipBacklog(upTo size: Int) {
    let longest = longestBacklog
    guard size - read > longest, position.cut == 0 else { return }
    let next = size - longest / 2
    if var redactor {
      let held = redactor.heldCount
      _ = redactor.finish()
      var buffer = [UInt8](repeating: 0, count: min(next - read, redactor.longestForm, Self.mostContext))
      let count = pread(raw, &buffer, buffer.count, off_t(next - buffer.count))
      _ = redactor.redact(Array(buffer[..<max(0, count)]))
      self.redactor = redactor
      lose(held)
    }
    lose(next - read - (redactor?.heldCount ?? 0))
    printed.miss()
    read = next
    position.consumed = read - (redactor?.heldCount ?? 0)
    sayWhatWasLost()
    keepPosition()
  }

  private mutating func moveRedacted(upTo end: Int) -> Int {
    if position.cut > 0, !printed.wantsMore { return passOver(upTo: end) }
    var buffer = [UInt8](repeating: 0, count: min(end - read, Self.chunk))
    let count = pread(raw, &buffer, buffer.count, off_t(read))
    guard count > 0, var redactor else { return 0 }
    let safe = redactor.redact(Array(buffer[..<count]))
    self.redactor = redactor
    read += count
    append(safe)
    position.consumed = read - redactor.heldCount
    return count
  }

  /// Counts what comes after the log's limit; it need not be searched, because nobody will see it.
  private mutating func passOver(upTo end: Int) -> Int {
    let count = end - read
    position.cut += count + (redactor?.heldCount ?? 0)
    _ = redactor?.finish()
    read = end
    position.consumed = read
    return count
  }

  private mutating func append(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    printed.take(bytes)
    var rest = bytes[...]
    do {
      while !rest.isEmpty {
        let room = max(0, limit - position.length)
        guard room > 0 else { return noteCut(rest.count) }
        position.length = try log.open(length: position.length)
        let written = try log.append(rest.prefix(room))
        position.length += written
        rest = rest.dropFirst(written)
      }
    } catch {
      lose(rest.count)
    }
  }

  private mutating func lose(_ count: Int) {
    position.lost += count
    position.unsaid += count
  }

  private mutating func noteCut(_ count: Int) {
    if position.cut == 0 { note("the log is cut here, at its limit of \(limit) bytes; the job printed more") }
    position.cut += count
  }

  private mutating func sayWhatWasLost() {
    guard position.unsaid > 0, position.cut == 0 else { return }
    if note("\(position.unsaid) bytes of output are missing here: they could not be kept, for want of room or time") {
      position.unsaid = 0
      if keepsPosition { keepPosition() }
    }
  }

  /// Writes a line of ours into the log, whole or not at all.
  @discardableResult
  private mutating func note(_ text: String) -> Bool {
    let line = Array("\n[halfhour: \(text)]\n".utf8)
    do {
      position.length = try log.open(length: position.length)
      if try log.append(line[...]) == line.count {
        position.length += line.count
        return true
      }
      try log.truncate(to: position.length)
    } catch {
      return false
    }
    return false
  }

  /// Keeps the position first and frees the memory then; a crash between them costs memory, not bytes.
  private mutating func keepPosition() {
    guard keepsPosition else { return }
    let file = open(folder.drained, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    let line = Array(position.line.utf8)
    guard pwrite(file, line, line.count, 0) == line.count else { return }
    free()
  }

  /// Gives the memory of what was moved back, in large pieces: the job can't print meanwhile.
  private mutating func free() {
    guard position.consumed - freed >= longestBacklog / 16, let punch = LateBoundCall.fallocate else { return }
    let keepSizeAndPunchHole: Int32 = 0x03
    if punch(raw, keepSizeAndPunchHole, 0, position.consumed) == 0 { freed = position.consumed }
  }
}
