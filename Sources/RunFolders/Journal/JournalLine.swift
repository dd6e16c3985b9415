internal import Digests
internal import RunCore
internal import RunbookModel

/// One line of a journal: an entry, chained to the line before by that line's SHA-256, and ending in a check of its own.
enum JournalLine {
  /// What the first line names as the line before it.
  static let root = String(repeating: "0", count: 64)

  /// The line without its newline, and its SHA-256; `prev` comes first, then the entry's own fields, then `sum`.
  ///
  /// `sum` is the beginning of the SHA-256 of all that stands before its comma: without it, nothing would tell a changed
  /// last line from one that is as it was written.
  static func encode(_ entry: JournalEntry, previous: String) -> (line: [UInt8], hash: String) {
    var line = JSONWriter.bytes(of: Chained(entry: entry, previous: previous), .compact)
    line.removeLast()
    var hasher = SHA256Hasher()
    hasher.update(line)
    let end = Array((sumStart + sum(hasher) + sumEnd).utf8)
    // The bytes are gone through once for both digests.
    hasher.update(end)
    line += end
    return (line, hasher.finalize().description)
  }

  private struct Chained: JSONWritable {
    let entry: JournalEntry
    let previous: String

    func write(to json: inout JSONWriter) {
      json.object { json in
        json.member("prev", previous)
        entry.writeMembers(to: &json)
      }
    }
  }

  static func hash(_ line: some Sequence<UInt8>) -> String { SHA256Digest(of: line).description }

  // MARK: - A line's check of its own

  enum Check {
    case right
    case wrong
    /// As in lines of format 1.
    case absent
  }

  /// Whether a line, without its newline, is as it was written.
  static func check(_ line: ArraySlice<UInt8>) -> Check {
    let length = sumStart.utf8.count + sumDigits + sumEnd.utf8.count
    guard line.count > length else { return .absent }
    let (body, end) = (line.dropLast(length), line.suffix(length))
    guard end.starts(with: sumStart.utf8) else { return .absent }
    var hasher = SHA256Hasher()
    hasher.update(body)
    return end.elementsEqual((sumStart + sum(hasher) + sumEnd).utf8) ? .right : .wrong
  }

  private static let sumStart = #","sum":""#
  private static let sumDigits = 16
  private static let sumEnd = #""}"#

  private static func sum(_ hasher: SHA256Hasher) -> String { String(hasher.finalize().description.prefix(sumDigits)) }

  /// Only what says whether the rest can be understood.
  struct Format: Decodable {
    var format: Int?
  }
}
