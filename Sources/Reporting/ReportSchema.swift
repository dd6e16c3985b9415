/// The JSON Schema (draft 2020-12) of a run's report in JSON, as `docs/report-json.md` tells it.
package enum ReportSchema {
  /// What it says of earlier runs stands in a file of its own, as one file would be too large.
  package static var text: String {
    let whole = String(decoding: PackageResources.report_schema_json, as: UTF8.self)
    let past = String(decoding: PackageResources.report_past_schema_json, as: UTF8.self)
    // Between the braces of its object.
    guard let start = past.firstIndex(of: "\""), let end = past.lastIndex(of: "}") else { return whole }
    return whole.replacing(
      definitions, with: "\(definitions)\(past[start..<end].dropLast()),\n", maxReplacements: 1)
  }

  private static let definitions = "\"$defs\": {\n"
}
