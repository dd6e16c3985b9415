internal import Glibc

/// How large the files of an archive may be that are read whole; whoever made it may mean harm.
package enum EvidenceBounds {
  private static let mebibytes = [
    "journal.jsonl": 256, "report.json": 256, "MANIFEST.sha256": 64, "MANIFEST.sha256.sig": 1, "manifest.json": 1,
  ]

  /// Refuses an unpacked archive of which one of these is larger, before anything of it is read.
  package static func check(_ unpacked: RunFolder) throws(FolderError) {
    for (name, most) in mebibytes.sorted(by: { $0.key < $1.key }) {
      var status = stat()
      guard stat("\(unpacked.path)/\(name)", &status) == 0, status.st_size > most << 20 else { continue }
      throw FolderError("\(name) has \(status.st_size) bytes; more than \(most) MiB are not read")
    }
  }
}
