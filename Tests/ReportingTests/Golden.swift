import Foundation
import Testing

/// Reports that somebody read, beside their tests; HALFHOUR_RECORD=1 records them anew and fails the run.
enum Golden {
  static func expect(_ text: String, named name: String, file: String = #filePath) throws {
    let url = URL(fileURLWithPath: file).deletingLastPathComponent().appending(path: "Goldens/\(name)")
    if ProcessInfo.processInfo.environment["HALFHOUR_RECORD"] == "1" {
      try text.write(to: url, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name)")
      return
    }
    #expect(try String(contentsOf: url, encoding: .utf8) == text, "HALFHOUR_RECORD=1 records \(name) anew")
  }
}
