/// The JSON Schema (draft 2020-12) of site and runbook files, made from the tables that the loader itself checks with.
package enum RunbookSchema {
  /// One document for both kinds of files; which one a file is shows in its keys.
  package static func text() -> String {
    let roots = [SiteFormat.site, RunbookFormat.runbook]
    var seen: Set<String> = []
    let formats = roots.flatMap { Shape.mapping($0).formats }.filter { seen.insert($0.schemaName).inserted }
    let schema = SchemaValue.object([
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text("Halfhour site and runbook files")),
      ("description", .text("site.yaml describes the company; a runbook says how a service is rebuilt.")),
      ("oneOf", .list(roots.map { Shape.mapping($0).schema })),
      ("$defs", .members(formats.map { ($0.schemaName, $0.schema) })),
    ])
    return schema.json() + "\n"
  }
}
