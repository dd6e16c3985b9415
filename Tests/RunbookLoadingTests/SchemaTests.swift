import Foundation
import RunbookLoading
import Testing

/// Needs `python3` with the packages jsonschema and PyYAML.
struct SchemaTests {
  /// By path, what an independent validator says: `good`, `bad` or `half`, then why.
  private static func verdicts(on paths: [String]) throws -> [String: String] {
    let schema = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID().uuidString).json")
    try Data(RunbookSchema.text().utf8).write(to: schema)
    defer { try? FileManager.default.removeItem(at: schema) }
    let validator = FixtureFiles.folder.deletingLastPathComponent().appending(path: "validate.py")
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["python3", validator.path(percentEncoded: false), schema.path(percentEncoded: false)]
      + paths.map { $0.hasPrefix("/") ? $0 : FixtureFiles.url($0).path(percentEncoded: false) }
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "is there python3 with the packages jsonschema and PyYAML?")
    let lines = text.split(separator: "\n").map(String.init)
    try #require(lines.count == paths.count)
    return Dictionary(uniqueKeysWithValues: zip(paths, lines))
  }

  @Test func `the schema accepts what the loader accepts`() throws {
    let folders = ["valid/call-centre", "valid/everything", "valid/set", "valid/set/web", "valid/alone"]
    let runbooks = folders.flatMap { folder in FixtureFiles.names(in: folder).map { "\(folder)/\($0)" } }
    let sites = ["malformed/site.yaml"] + ["call-centre", "everything", "set"].map { "valid/\($0)/site.yaml" }
    for (path, verdict) in try Self.verdicts(on: runbooks + sites + RunbooksFolderTests.paths) {
      #expect(verdict.hasPrefix("good "), "\(path): \(verdict)")
    }
  }

  @Test func `the schema refuses every structural mistake`() throws {
    let paths = FixtureFiles.names(in: "malformed/structure").map { "malformed/structure/\($0)" }
    #expect(paths.count > 25)
    for (path, verdict) in try Self.verdicts(on: paths) {
      #expect(verdict.hasPrefix("bad "), "\(path): \(verdict)")
    }
  }

  /// Names, order and files are beyond a schema; if one is refused after all, its fixture belongs to the other folder.
  @Test func `mistakes of meaning are left to the loader`() throws {
    let paths = FixtureFiles.names(in: "malformed/meaning").map { "malformed/meaning/\($0)" }
    for (path, verdict) in try Self.verdicts(on: paths) {
      #expect(verdict.hasPrefix("good "), "\(path): \(verdict)")
    }
  }
}
