internal import Digests
internal import Foundation
internal import RunCore

/// One line of a journal: an entry, chained to the line before by the SHA-256 of that line's bytes.
enum JournalLine {
  /// What the first line names as the line before it.
  static let root = String(repeating: "0", count: 64)

  /// The line without its newline; `prev` comes first, then the entry's own fields in the order of their names.
  static func encode(_ entry: JournalEntry, previous: String, with encoder: JSONEncoder) throws -> [UInt8] {
    let fields = try encoder.encode(entry)
    var line = Array(#"{"prev":""#.utf8)
    line.reserveCapacity(fields.count + 80)
    line += previous.utf8
    line += #"","#.utf8
    line += fields.dropFirst()
    return line
  }

  static func encoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  static func hash(_ line: some Sequence<UInt8>) -> String { SHA256Digest(of: Array(line)).description }

  /// Only what says whether the rest can be understood.
  struct Format: Decodable {
    var format: Int?
  }
}
