internal import Foundation
internal import Glibc
internal import SystemPackage

/// Moves bytes from one descriptor to another, with a look at each.
struct BytePump: Sendable {
  struct End: Sendable {
    var bytes = 0
    var readError: Errno?
    var writeError: Errno?
    /// The line behind which the bytes begin came.
    var hasBegun = true
  }

  let source: Int32
  let target: Int32
  /// The line behind which the bytes begin.
  var mark: String?
  /// Called for each portion before it is written, on one thread.
  let look: @Sendable (UnsafeBufferPointer<UInt8>) -> Void

  private static let portion = 1 << 20

  /// Works on a thread of its own until the source ends or one side fails; closes both.
  func run() async -> End {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let end = move()
        close(source)
        close(target)
        continuation.resume(returning: end)
      }
    }
  }

  private func move() -> End {
    var end = End()
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Self.portion)
    defer { buffer.deallocate() }
    // Larger pipes take fewer turns; where the limit of the user is reached they stay as they are.
    _ = fcntl(source, LateBoundCall.setPipeSize, Int32(Self.portion))
    _ = fcntl(target, LateBoundCall.setPipeSize, Int32(Self.portion))
    var wanted = mark.map { Array("\($0)\n".utf8) }
    end.hasBegun = wanted == nil
    var early: [UInt8] = []
    while true {
      let count = read(source, buffer.baseAddress, Self.portion)
      if count < 0, errno == EINTR { continue }
      if count < 0 { end.readError = Errno(rawValue: errno) }
      guard count > 0 else { return end }
      var part = UnsafeBufferPointer(rebasing: buffer[..<count])
      if let mark = wanted {
        early += part
        guard let begin = Self.end(of: mark, in: early) else {
          // More than any login prints.
          if early.count > 1 << 20 { return end }
          continue
        }
        wanted = nil
        end.hasBegun = true
        part = UnsafeBufferPointer(rebasing: buffer[(count - (early.count - begin))..<count])
      }
      look(part)
      if let error = write(part) {
        end.writeError = error
        return end
      }
      end.bytes += part.count
    }
  }

  private func write(_ bytes: UnsafeBufferPointer<UInt8>) -> Errno? {
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(target, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      if count < 0, errno == EINTR { continue }
      if count < 0 { return Errno(rawValue: errno) }
      done += count
    }
    return nil
  }

  /// Where the bytes behind a mark begin; a mark that is cut in two is found with its second half.
  static func end(of mark: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= mark.count else { return nil }
    for start in 0...(bytes.count - mark.count) where bytes[start..<(start + mark.count)].elementsEqual(mark) {
      return start + mark.count
    }
    return nil
  }
}

extension LateBoundCall {
  /// `F_SETPIPE_SZ`, which the overlay doesn't show.
  static let setPipeSize: Int32 = 1031
}
