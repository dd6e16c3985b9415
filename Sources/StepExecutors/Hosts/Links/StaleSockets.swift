internal import Glibc

/// The sockets of connections that an earlier session of the run left behind.
enum StaleSockets {
  /// Ends the clients that still hold one, and makes the folder anew.
  static func close(in places: SSHPlaces) async {
    for name in FolderTree.names(in: places.sockets) {
      let socket = places.sockets + "/" + name
      _ = await ToolRun.output(["ssh", "-F", "none", "-o", "ControlPath=\(socket)", "-O", "exit", "--", "stale"])
      unlink(socket)
    }
    mkdir(places.sockets, 0o700)
    mkdir(places.folder, 0o700)
  }

  /// Where no connection is left.
  static func removeFolder(in places: SSHPlaces) { rmdir(places.sockets) }
}
