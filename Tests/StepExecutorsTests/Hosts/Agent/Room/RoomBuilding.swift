import Foundation
import Glibc

@testable import StepExecutors

/// Lays out the folder that a room's first process then makes its root.
struct RoomBuilding {
  let path: String
  let layout: RoomLayout

  private static let host = "/.host/usr/bin/"

  func build() throws {
    let isLinux = layout.kind == .linux
    let folders =
      ["", "/.host", "/.proc", "/.kind", "/proc", "/dev", "/usr", "/bin", "/tmp", "/var", "/usr/local"]
      + (isLinux ? ["/run", "/var/tmp", "/dev/shm"] : [])
    for folder in folders { try systemCall { mkdir(path + folder, 0o755) } }
    try link(to: "/.host/etc", "/etc")
    for name in ["lib", "lib64"] {
      try link(to: "/.host/usr/\(name)", "/\(name)")
      try link(to: "/.host/usr/\(name)", "/usr/\(name)")
    }
    try link(to: "/.host/usr/share", "/usr/share")
    for name in ["/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin"] { try link(to: "/bin", name) }
    try systemCall { chmod(path + "/tmp", 0o1777) }
    if isLinux {
      try systemCall { chmod(path + "/var/tmp", 0o1777) }
    } else {
      try write("/.openbsd", "", 0o644)
      try write("/.boottime", "Sat Nov 21 14:02:31 2026\n", 0o644)
      try link(to: "../tmp", "/var/tmp")
      for (name, text) in PosixUtilities.ofOpenBSD { try write("/.kind/\(name)", text + "\n", 0o755) }
    }
    try write("/.called", "", 0o666)
    try layPrograms()
  }

  private func layPrograms() throws {
    try write("/.strict", PosixUtilities.strict, 0o755)
    try write("/.trap", PosixUtilities.trap, 0o755)
    for name in PosixUtilities.options.keys {
      try link(to: name == "sh" ? Self.host + layout.shell.rawValue : "/.strict", "/bin/\(name)")
      if layout.shell == .busybox { try link(to: Self.host + "busybox", "/.kind/\(name)") }
    }
    for name in layout.programs {
      try link(to: Self.host + (layout.shell == .busybox && name != "perl" ? "busybox" : name), "/bin/\(name)")
    }
    if layout.kind == .openBSD { try link(to: "/.kind/sysctl", "/bin/sysctl") }
    let known = Set(PosixUtilities.options.keys).union(RoomLayout.optional)
    let elsewhere: Set = [
      "jot", "sha256", "md5", "stat", "pgrep", "pkill", "readlink", "mktemp", "doas", "lsof", "usleep",
    ]
    let here = Set(FolderTree.names(in: "/usr/bin") + FolderTree.names(in: "/usr/sbin"))
    for name in here.union(elsewhere).subtracting(known) { try link(to: "/.trap", "/bin/\(name)") }
  }

  private func link(to target: String, _ name: String) throws { try systemCall { symlink(target, path + name) } }

  private func write(_ name: String, _ text: String, _ mode: mode_t) throws {
    try FileAccess.create(path + name, mode: mode, Array(text.utf8))
    try systemCall { chmod(path + name, mode) }
  }
}
