internal import RunCore

/// The SHA-256 of every line of a journal: what was noted elsewhere is one of them, or the journal is another.
package struct JournalHeads: Sendable {
  /// In the order of the lines.
  package let all: [String]

  package init(_ bytes: [UInt8]) {
    all = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map { JournalLine.hash($0) }
  }

  /// The number of the line, from 1 on; nil where there is none.
  package func line(of head: String) -> Int? { all.firstIndex(of: head.lowercased()).map { $0 + 1 } }

  /// Whether another journal goes on from where this one ends.
  package func isBeginning(of other: JournalHeads) -> Bool {
    all.count <= other.all.count && all.last == other.all.prefix(all.count).last
  }
}

extension RunFolder {
  /// The journal's raw bytes; nil where there is none.
  package func readJournalBytes() throws(FolderError) -> [UInt8]? { try SafeFile.read(journal) }

  /// The SHA-256 of the journal's last whole line, whatever the lines before it hold; nil where it can't be read.
  package var journalHead: String? {
    do {
      // Hardly a line is as long; who asks thousands of journals reads no more of each.
      guard let (end, isWhole) = try SafeFile.readEnd(journal, most: 16_384) else { return nil }
      if let head = Self.lastLine(of: end, isWhole: isWhole) { return head }
      guard !isWhole, let bytes = try readJournalBytes() else { return nil }
      return Self.lastLine(of: bytes, isWhole: true)
    } catch {
      return nil
    }
  }

  /// The SHA-256 of the last whole line; nil where its beginning is not among the bytes.
  private static func lastLine(of bytes: [UInt8], isWhole: Bool) -> String? {
    guard let end = bytes.lastIndex(of: 0x0A) else { return nil }
    let before = bytes[..<end].lastIndex(of: 0x0A)
    guard before != nil || isWhole else { return nil }
    return JournalLine.hash(bytes[(before.map { $0 + 1 } ?? 0)..<end])
  }
}
