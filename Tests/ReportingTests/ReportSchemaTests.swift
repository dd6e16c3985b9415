import Foundation
import Reporting
import RunCore
import RunbookModel
import Testing

/// Needs `python3` with the package jsonschema.
struct ReportSchemaTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  /// What an independent validator says of each text.
  private static func verdicts(on texts: [String]) throws -> [String] {
    let place = FileManager.default.temporaryDirectory.appending(path: "report-schema-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let files = [ReportSchema.text] + texts
    let paths = files.indices.map { place.appending(path: "\($0).json") }
    for (path, text) in zip(paths, files) { try Data(text.utf8).write(to: path) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", folder.appending(path: "validate.py").path] + paths.map(\.path)
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "is there python3 with the package jsonschema?")
    return text.split(separator: "\n").map(String.init)
  }

  @Test func `every report in JSON is what its schema says`() throws {
    let said = try DataStory.story(.incident, point: -480, said: [(.accepted, 300), (.dataFrom, -900)]).summary
    let stories = try Stories.names.map { ($0, try Stories.named($0)) } + [("said", said)]
    let reports = try stories.map { try Story.report($0.1, as: .json, head: Story.head) }
    let verdicts = try Self.verdicts(on: reports)
    try #require(verdicts.count == reports.count)
    for (story, verdict) in zip(stories.map(\.0), verdicts) { #expect(verdict == "good", "\(story)") }
  }

  @Test func `what earlier runs tell is what the schema says, too`() throws {
    var since = PastStory.changes
    since.obstacle = "the plan is gone"
    let pasts = [PastStory.past, .unknown, ReportPast(changes: since)]
    let reports = try pasts.map { try PastReportTests.render($0, .json) }
    #expect(reports.allSatisfy { $0.contains("\"past\"") })
    let broken = [
      reports[0].replacing("\"change\" : \"made-executable\"", with: "\"change\" : \"made executable\""),
      reports[0].replacing("\"isKnown\" :", with: "\"known\" :"),
    ]
    #expect(!broken.contains(reports[0]))
    let verdicts = try Self.verdicts(on: reports + broken)
    try #require(verdicts.count == 5)
    #expect(verdicts.prefix(3) == ["good", "good", "good"])
    #expect(verdicts.suffix(2).allSatisfy { $0.hasPrefix("bad ") })
  }

  @Test func `the schema refuses what is no report`() throws {
    let report = try Story.report(Stories.passed(), as: .json, head: Story.head)
    let broken = [
      report.replacing("\"format\" : 2", with: "\"format\" : 3"),
      report.replacing("\"mode\" : \"drill\"", with: "\"mode\" : \"Drill\""),
      report.replacing("\"elapsed\" : \"25.3s\"", with: "\"elapsed\" : 25.3"),
      report.replacing("\"site\" :", with: "\"sight\" :"),
    ]
    #expect(broken.allSatisfy { $0 != report })
    #expect(try Self.verdicts(on: broken).allSatisfy { $0.hasPrefix("bad ") })
  }
}
