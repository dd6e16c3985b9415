/// What the known hosts of the user who runs halfhour tell of a destination.
enum KeyEvidence {
  /// The keys that they hold for it; none where they know nothing, or the client can't say.
  static func keys(for command: SSHCommand) async -> [HostKey] {
    guard let said = await ToolRun.output(command.resolution), said.succeeded else { return [] }
    let settings = said.output.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1) }
    func value(_ name: String) -> String? {
      settings.first { $0.count == 2 && $0[0] == name }.map { String($0[1]) }
    }
    guard let host = value("hostname") else { return [] }
    let port = value("port") ?? "22"
    let name = value("hostkeyalias") ?? (port == "22" ? host : "[\(host)]:\(port)")
    let files = ["userknownhostsfile", "globalknownhostsfile"].compactMap(value).flatMap { $0.split(separator: " ") }
      .map(String.init).filter { $0 != "/dev/null" && FileAccess.exists($0) }
    var keys: [HostKey] = []
    for file in files {
      guard let found = await ToolRun.output(["ssh-keygen", "-F", name, "-f", file]) else { continue }
      keys += found.output.split(separator: "\n").compactMap(HostKey.init(knownHostsLine:))
    }
    return keys
  }

  /// The key that a host shows now; nil where it can't be reached.
  static func shown(by command: SSHCommand) async -> HostKey? {
    let file = "\(command.places.folder)/\(command.alias).shown"
    defer { FolderTree.removeFile(file) }
    FolderTree.removeFile(file)
    _ = await ToolRun.output(command.keyProbe(into: file))
    guard let bytes = FileAccess.contents(of: file, atMost: 1 << 16) else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").lazy.compactMap(HostKey.init(knownHostsLine:))
      .first
  }
}
