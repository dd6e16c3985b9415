internal import Digests
internal import Glibc
internal import RunCore

/// What looks without a run found, one file each, in a folder for each service of each site.
package struct PrecheckShelf: Hashable, Sendable {
  /// So many are kept of one service; a look every day fills three months.
  private static let mostKept = 100

  private let path: String

  package init(state: StateFolder, site: String, service: String) {
    let words = String("\(site)-\(service)".map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }.prefix(80))
    // Names that differ in other characters alone must not share a folder.
    let name = "\(words)-\(SHA256Digest(of: "\(site)\0\(service)").description.prefix(12))"
    path = state.path + "/readiness/" + name
  }

  /// Keeps a record under a name that sorts by time; the oldest ones go.
  package func keep(_ bytes: [UInt8], name: String) throws(FolderError) {
    try SafeFolder.make(path)
    guard try SafeFile.create("\(path)/\(name).json", bytes) else {
      throw FolderError("\(path)/\(name).json is there already")
    }
    try SafeFolder.sync(path)
    for name in names.dropLast(Self.mostKept) { unlink("\(path)/\(name)") }
  }

  /// The contents of the records, the newest first, until one will do.
  package func newest<Record>(_ take: ([UInt8]) -> Record?) -> Record? {
    for name in names.reversed() {
      // One that can't be read is passed over as one that can't be understood: older ones tell, too.
      if let bytes = try? SafeFile.read("\(path)/\(name)", limit: 16 << 20), let record = take(bytes) { return record }
    }
    return nil
  }

  private var names: [String] { SafeFolder.names(in: path).filter { $0.hasSuffix(".json") } }
}
