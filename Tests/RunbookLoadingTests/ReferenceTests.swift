import Foundation
import RunbookLoading
import RunbookModel
import Testing

/// Holds docs/runbook-format.md to what the loader takes.
struct ReferenceTests {
  private let reference: String

  init() throws {
    let file = FixtureFiles.folder.appending(path: "../../../docs/runbook-format.md")
    reference = try String(contentsOf: file, encoding: .utf8)
  }

  private struct Definitions: Decodable {
    struct Definition: Decodable {
      struct Property: Decodable {}
      var properties: [String: Property]
    }
    var defs: [String: Definition]

    enum CodingKeys: String, CodingKey { case defs = "$defs" }
  }

  @Test func `the reference names every key`() throws {
    let schema = try JSONDecoder().decode(Definitions.self, from: Data(RunbookSchema.text().utf8))
    #expect(schema.defs.count > 25)
    for (definition, properties) in schema.defs {
      for key in properties.properties.keys {
        #expect(reference.contains("`\(key)`") || reference.contains("`{ \(key): "), "\(key) of \(definition)")
      }
    }
  }

  @Test func `the examples of the reference load without a word`() throws {
    let blocks = reference.split(separator: "```yaml\n").dropFirst().compactMap { $0.split(separator: "```").first }
    try #require(blocks.count == 2)
    let files = FileSource(texts: [
      "runbooks/site.yaml": String(blocks[0]), "runbooks/database.yaml": String(blocks[1]),
      "runbooks/secrets/app_password": "not a secret",
    ])
    let (loaded, diagnostics) = RunbookLoader.load(runbook: "runbooks/database.yaml", files: files)
    #expect(DiagnosticLines.text(diagnostics) == "")
    #expect(loaded?.site.services.count == 2)
  }
}
