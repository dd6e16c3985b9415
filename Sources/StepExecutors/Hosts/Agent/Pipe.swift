import Glibc
import SystemPackage

/// Two ends of a pipe that no child inherits by accident.
struct Pipe {
  let read: Int32
  let write: Int32

  static func make() throws(Errno) -> Pipe {
    var ends: [Int32] = [-1, -1]
    try systemCall { LateBoundCall.pipe2?(&ends, O_CLOEXEC) ?? pipe(&ends) }
    return Pipe(read: ends[0], write: ends[1])
  }
}

/// Reads a descriptor to its end on the thread that asks, and closes it.
enum DescriptorReader {
  static func read(_ file: Int32, _ take: (ArraySlice<UInt8>) -> Void) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      take(buffer[..<count])
    }
    close(file)
  }
}

/// Cuts a stream into lines.
struct LineSplitter {
  /// More than any line of an agent; what is longer is noise of somebody else, and only its end is kept.
  private static let longest = 1 << 16

  private var rest: [UInt8] = []

  mutating func add(_ bytes: ArraySlice<UInt8>) -> [Substring] {
    rest += bytes
    var lines: [Substring] = []
    var start = rest.startIndex
    while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(Substring(decoding: rest[start..<end], as: UTF8.self))
      start = end + 1
    }
    rest.removeFirst(start)
    if rest.count > Self.longest { rest.removeFirst(rest.count - Self.longest) }
    return lines
  }
}
