import Foundation
import Testing

/// Chromium without a window, with a profile that is gone afterwards.
struct Browser {
  struct Measured: Decodable {
    struct Page: Decodable {
      var name: String
      var pictures: Int
      var labels: Int
      var texts: Int
      var count: Int
      var problems: [String]
      /// How much of each sheet of paper is used, in hundredths; empty where the page has no sheets.
      var sheets: [Int]
    }

    struct Shot: Decodable {
      var name: String
      var colours: Int
    }

    var error: String?
    var pages: [Page]
    var shots: [Shot]
  }

  /// A page as a reader has it before them.
  struct View {
    var name: String
    var html: String
    var width: Int
    var isPrinted = false
    /// Breaks the page into sheets of this height, as the printer would.
    var sheetHeight: Int?

    /// What is meant for paper is shown on the screen, since a frame is never printed.
    fileprivate var shown: String {
      guard isPrinted else { return html }
      return html.replacing("@media screen", with: "@media speech").replacing("@media print", with: "@media screen")
    }
  }

  let folder: URL

  /// Ends with the folder gone, whatever happens within.
  static func opened<Result>(_ work: (Browser) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "halfhour-browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
      do { try FileManager.default.removeItem(at: folder) } catch { Issue.record("\(folder.path) is left: \(error)") }
    }
    return try work(Browser(folder: folder))
  }

  /// What a reader of these pages would stumble over; the pictures are looked at for their colours.
  func measure(_ views: [View], shots: [(name: String, png: Data)] = []) throws -> Measured {
    let frames = views.map {
      "<iframe title=\"\(Self.quoted($0.name))\" width=\"\($0.width)\" height=\"900\" style=\"border: 0\" "
        + ($0.sheetHeight.map { "data-sheet=\"\($0)\" " } ?? "")
        + "srcdoc=\"\(Self.quoted($0.shown))\"></iframe>"
    }
    let images = shots.map {
      "<img alt=\"\(Self.quoted($0.name))\" src=\"data:image/png;base64,\($0.png.base64EncodedString())\">"
    }
    let page = """
      <!DOCTYPE html><html><head><meta charset="utf-8"><script>\(SheetScript.text)\(MeasuringScript.text)</script></head>
      <body>\(frames.joined())\(images.joined())</body></html>
      """
    let text = String(decoding: try run(["--dump-dom"], on: page, named: "measure"), as: UTF8.self)
    let start = try #require(text.range(of: "RESULT{"), "Chromium printed: \(text.prefix(300))")
    let end = try #require(text.range(of: "}END", options: .backwards))
    let json = text[text.index(before: start.upperBound)..<text.index(after: end.lowerBound)]
    return try JSONDecoder().decode(Measured.self, from: Data(json.utf8))
  }

  func shot(of html: String, width: Int, height: Int) throws -> Data {
    let file = folder.appending(path: "shot-\(width).png")
    _ = try run(
      ["--screenshot=\(file.path)", "--window-size=\(width),\(height)", "--hide-scrollbars"], on: html,
      named: "shot-\(width)")
    return try Data(contentsOf: file)
  }

  private func run(_ options: [String], on html: String, named name: String) throws -> Data {
    let page = folder.appending(path: "\(name).html")
    try Data(html.utf8).write(to: page)
    let output = folder.appending(path: "\(name).out")
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [
        "timeout", "-k", "5", "120", "chromium", "--headless", "--no-sandbox", "--disable-gpu",
        "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions", "--disable-background-networking",
        "--user-data-dir=\(folder.appending(path: "profile").path)",
      ] + options + [page.absoluteString]
    let handle = try FileHandle(forWritingTo: output)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try handle.close()
    #expect(process.terminationStatus == 0, "chromium ended with \(process.terminationStatus)")
    return try Data(contentsOf: output)
  }

  private static func quoted(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
  }
}
