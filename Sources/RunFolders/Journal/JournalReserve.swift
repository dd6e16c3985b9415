internal import Glibc

/// Room on disk that is held for a journal ahead of its end, so that a run still can say that its disk is full.
struct JournalReserve: Sendable {
  /// Bytes ahead of the end; a drill that stops and cleans up writes less.
  private static let size = 64 << 10

  /// Up to where room is held; less when none could be.
  private var end = 0
  /// The shortage has been told, and holding more is tried in silence.
  private var isTold = false

  /// Holds more room when half of it is used; gives, once, what kept it from that.
  mutating func extend(_ file: Int32, from length: Int, by count: Int) -> Int32? {
    guard end - length - count < Self.size / 2, let allocate = Self.allocate else { return nil }
    let keepsSize: Int32 = 0x01
    if allocate(file, keepsSize, length, count + Self.size) == 0 {
      end = length + count + Self.size
      isTold = false
      return nil
    }
    // Other failures are of file systems that can't hold room.
    guard errno == ENOSPC || errno == EDQUOT, !isTold else { return nil }
    isTold = true
    return errno
  }

  /// What is cut off behind the end takes the room ahead with it.
  mutating func forget() { end = 0 }

  private typealias Allocate = @convention(c) (Int32, Int32, Int, Int) -> Int32

  /// Swift's overlay doesn't show it, and a C library may be too old for it.
  private static let allocate: Allocate? = dlsym(nil, "fallocate").map { unsafeBitCast($0, to: Allocate.self) }
}
