internal import RunbookModel

/// One end of a copy: a path on this machine, or one on a host as a user of it.
struct CopyEnd: Sendable {
  /// Nil for this machine.
  let site: HostSite?
  var path: String

  /// Where, in words.
  var place: String { site?.name ?? "this machine" }

  var folder: String { PathText.folder(of: path) }

  /// The name under which something stands beside the path while it is not complete: the same for each try of a step.
  func hidden(for step: String) -> String {
    let name = PathText.name(of: path)
    let beside = folder == "." ? "." : folder == "/" ? "" : folder
    return "\(beside)/.\(Self.start(of: name)).halfhour-\(Self.digest([step, path]))"
  }

  /// So much of a name that what is put around it makes it no longer than a name can be.
  private static func start(of name: String) -> String {
    var start = ""
    for scalar in name.unicodeScalars {
      guard start.utf8.count + scalar.utf8.count <= 200 else { break }
      start.unicodeScalars.append(scalar)
    }
    return start
  }

  /// FNV-1a over the parts, each closed by a byte that UTF-8 never holds.
  private static func digest(_ parts: [String]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in parts {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xff) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }
}
