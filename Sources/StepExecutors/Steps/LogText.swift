internal import SystemPackage

/// A log as text for comparing; bytes that are not UTF-8 are replaced.
enum LogText {
  /// The log's beginning, and whether it goes on; empty where there is no log.
  static func read(_ path: String, atMost limit: Int) -> (text: String, isCut: Bool) {
    guard let file = try? FileDescriptor.open(path, .readOnly) else { return ("", false) }
    defer { try? file.close() }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    while bytes.count <= limit {
      guard let count = try? chunk.withUnsafeMutableBytes({ try file.read(into: $0) }), count > 0 else { break }
      bytes += chunk.prefix(count)
    }
    return (String(decoding: bytes.prefix(limit), as: UTF8.self), bytes.count > limit)
  }
}
