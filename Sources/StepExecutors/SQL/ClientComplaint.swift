internal import Foundation

/// What a database's client said of its failure, without what only its developers want to know.
struct ClientComplaint {
  /// Empty where it said nothing.
  let text: String
  /// The time was over, for the server or for the connection, so that nothing is known of the data.
  let isTimeOut: Bool

  private static let mostLines = 8
  private static let widest = 300

  /// What servers and clients say of it: numbers and words that no language of theirs changes, where there are some.
  private static let timeOuts = [
    "57014:", "55P03:", "timeout expired", "database is locked", "ERROR 1205 ", "ERROR 1969 ", "ERROR 3024 ",
    "Connection timed out",
    "(110)", "(110 ",
  ]

  init(_ bytes: [UInt8]) {
    let said = String(decoding: bytes, as: UTF8.self)
    isTimeOut = Self.timeOuts.contains { said.contains($0) }
    var lines: [String] = []
    var isEcho = false
    for line in said.split(whereSeparator: \.isNewline).map(String.init) {
      // MariaDB's client repeats a long statement between two such lines.
      if line == "--------------" {
        isEcho.toggle()
      } else if !isEcho, !line.hasPrefix("LOCATION: "), !line.hasPrefix("psql: warning"),
        !line.contains("Deprecated program name")
      {
        let line = Self.withoutPlace(line)
        lines.append(line.count > Self.widest ? line.prefix(Self.widest) + "…" : line)
      }
    }
    let more = lines.count > Self.mostLines ? ["… and \(lines.count - Self.mostLines) more lines"] : []
    text = (lines.prefix(Self.mostLines) + more).joined(separator: "\n")
  }

  /// Without the line of the script, which is none that its author wrote.
  private static func withoutPlace(_ line: String) -> String {
    guard line.hasPrefix("psql:<stdin>:"), let end = line.range(of: ": ") else { return line }
    return String(line[end.upperBound...])
  }
}
