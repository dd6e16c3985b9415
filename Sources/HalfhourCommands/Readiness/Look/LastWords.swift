internal import Foundation

/// The end of what a job printed, which says more of a failure than its exit status.
enum LastWords {
  private static let mostBytes = 2_000
  private static let mostLines = 3

  /// The last lines of a log in one; nil where it is empty or can't be read.
  static func of(_ log: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: log), let end = try? file.seekToEnd() else { return nil }
    let start = end > mostBytes ? end - UInt64(mostBytes) : 0
    guard (try? file.seek(toOffset: start)) != nil, let data = try? file.read(upToCount: mostBytes) else { return nil }
    var lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    // The first one may lack its beginning.
    if start > 0, lines.count > 1 { lines.removeFirst() }
    let last = lines.filter { $0.contains { !$0.isWhitespace } }.suffix(mostLines)
    return last.isEmpty ? nil : last.joined(separator: " / ")
  }
}
