import Foundation
import Testing

/// Texts that were looked at once and must not change unseen.
enum Golden {
  /// Compares with the file beside the fixture; with `HALFHOUR_RECORD=1` writes it, which fails the run.
  static func expect(_ text: String, equals path: String, sourceLocation: Testing.SourceLocation = #_sourceLocation)
    throws
  {
    let url = FixtureFiles.url(path)
    if ProcessInfo.processInfo.environment["HALFHOUR_RECORD"] == "1" {
      try Data(text.utf8).write(to: url)
      Issue.record("recorded \(path); look at it, then run without HALFHOUR_RECORD", sourceLocation: sourceLocation)
      return
    }
    let recorded = FileManager.default.contents(atPath: url.path(percentEncoded: false))
    let expected = recorded.map { String(decoding: $0, as: UTF8.self) }
    #expect(text == expected, "\(path) says something else", sourceLocation: sourceLocation)
  }
}
