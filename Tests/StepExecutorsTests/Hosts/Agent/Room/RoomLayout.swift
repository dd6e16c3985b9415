/// What a room holds besides the utilities that every host has.
struct RoomLayout: Sendable {
  enum Kind: Sendable { case linux, openBSD }

  let shell: RoomShell
  var kind = Kind.linux
  /// Programs outside POSIX that an agent may use where it finds them.
  var programs = ["setsid"]
  /// Lines of shell that add to it before anybody comes, run in its root folder.
  var mounts = ""

  /// What an agent looks for first, so that it may be missing.
  static let optional: Set<String> = ["setsid", "perl", "fallocate", "sysctl", "print", "printf"]

  /// A host without /proc, /run and setsid, whose utilities speak as those of OpenBSD do.
  static func openBSD(_ shell: RoomShell, _ programs: [String] = ["perl"]) -> RoomLayout {
    RoomLayout(shell: shell, kind: .openBSD, programs: programs)
  }
}
