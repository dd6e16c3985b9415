/// What the known hosts of the user who runs halfhour tell of a destination.
struct KeyEvidence: Sendable {
  /// The name under which they would have it.
  private let name: String
  private let files: [String]

  /// Nil where the client can't say what the destination means.
  init?(of command: SSHCommand) async {
    guard let said = await ToolRun.output(command.resolution), said.succeeded else { return nil }
    let settings = said.output.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1) }
    func value(_ name: String) -> String? {
      settings.first { $0.count == 2 && $0[0] == name }.map { String($0[1]) }
    }
    guard let host = value("hostname") else { return nil }
    let port = value("port") ?? "22"
    name = value("hostkeyalias") ?? (port == "22" ? host : "[\(host)]:\(port)")
    files = ["userknownhostsfile", "globalknownhostsfile"].compactMap(value).flatMap { $0.split(separator: " ") }
      .map(String.init).filter { $0 != "/dev/null" && FileAccess.exists($0) }
  }

  /// The keys that they hold for it; none where they know nothing, or the client can't say.
  static func keys(for command: SSHCommand) async -> [HostKey] { await KeyEvidence(of: command)?.keys() ?? [] }

  /// Every key that they hold for it, as often as it stands there.
  func keys() async -> [HostKey] {
    var keys: [HostKey] = []
    for file in files {
      guard let found = await ToolRun.output(["ssh-keygen", "-F", name, "-f", file]) else { continue }
      keys += found.output.split(separator: "\n").compactMap(HostKey.init(knownHostsLine:))
    }
    return keys
  }

  /// How often a key stands in them, under whatever name.
  func count(of key: HostKey) -> Int {
    files.reduce(0) { count, file in
      let text = FileAccess.contents(of: file, atMost: 1 << 24).map { String(decoding: $0, as: UTF8.self) } ?? ""
      return count + text.split(separator: "\n").count { HostKey(knownHostsLine: $0) == key }
    }
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
