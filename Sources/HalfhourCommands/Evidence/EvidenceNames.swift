internal import RunbookModel

/// What the files of an archive that are not the run's own are called.
enum EvidenceNames {
  static let manifest = "manifest.json"
  static let sums = "MANIFEST.sha256"
  static let signature = "MANIFEST.sha256.sig"
  static let report = "report.json"
  /// Under which the list of sums is signed.
  static let namespace = "halfhour-evidence"
}

/// What an archive says of itself.
struct EvidenceManifest: Hashable, Decodable {
  static let currentFormat = 1

  var format: Int
  var run: String
  /// Of the program that made the archive.
  var version: String
  /// The time of the journal's last line: of the same record, the same archive is made.
  var created: String
  var journalHead: String
  /// Nil for a run that is not over.
  var endHead: String?
  var lines: Int
}

extension EvidenceManifest: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("created", created)
      json.member("endHead", ifAny: endHead)
      json.member("format", format)
      json.member("journalHead", journalHead)
      json.member("lines", lines)
      json.member("run", run)
      json.member("version", version)
    }
  }
}
