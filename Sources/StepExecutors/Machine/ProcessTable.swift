import Glibc

/// One process as the kernel shows it.
struct ProcessEntry: Hashable, Sendable {
  let pid: Int32
  let parent: Int32
  let group: Int32
  let session: Int32
  /// Clock ticks since boot; together with the pid and the boot it names a process for good.
  let startTime: UInt64
  let isDead: Bool
  /// What it calls itself; up to 15 bytes.
  let name: String

  /// Its pid and name, for a person.
  var words: String { "\(pid) (\(name))" }
}

/// The processes of this machine, read from `/proc`.
enum ProcessTable {
  /// One process; nil when there is none with this pid.
  static func entry(_ pid: Int32) -> ProcessEntry? {
    guard let bytes = FileAccess.contents(of: "/proc/\(pid)/stat", atMost: 2048) else { return nil }
    return parse(bytes)
  }

  /// The living processes of a session, which hold a child that left its process group, too.
  static func members(ofSession session: Int32) -> [ProcessEntry] {
    all { ($0.session == session || $0.group == session) && !$0.isDead }
  }

  /// Those processes of this machine that fulfil a condition.
  static func all(where condition: (ProcessEntry) -> Bool) -> [ProcessEntry] {
    FolderTree.names(in: "/proc").compactMap { Int32($0) }.compactMap(entry).filter(condition)
  }

  /// Reads a line of `/proc/PID/stat`, in which a program's name may hold spaces and brackets.
  static func parse(_ bytes: [UInt8]) -> ProcessEntry? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"),
      let pid = Int32(text[..<open].filter { $0 != " " })
    else { return nil }
    let fields = text[text.index(after: close)...].split(separator: " ")
    guard fields.count >= 20, let parent = Int32(fields[1]), let group = Int32(fields[2]),
      let session = Int32(fields[3]), let startTime = UInt64(fields[19])
    else { return nil }
    return ProcessEntry(
      pid: pid, parent: parent, group: group, session: session, startTime: startTime,
      isDead: fields[0] == "Z" || fields[0] == "X", name: String(text[text.index(after: open)..<close]))
  }
}
