import Glibc
import SystemPackage

/// The places where job folders may stand on this machine.
package struct JobFolders: Sendable {
  /// The first is where new jobs go; an earlier halfhour with another environment may have used any of them.
  let roots: [String]

  /// The memory file systems among `$XDG_RUNTIME_DIR`, `/run`, `/dev/shm`, then the state folder, in this order.
  ///
  /// Those that are nearly full come last, because a job whose output finds no room there is harmed by it.
  /// Places that earlier sessions of a run used are looked at, too, whatever their environment was.
  package init(
    stateFolder: String, environment: [String: String], earlier: [String] = []
  ) throws(JobStartError) {
    var candidates: [String] = []
    if let runtime = environment["XDG_RUNTIME_DIR"], runtime.hasPrefix("/") { candidates.append(runtime) }
    candidates += ["/run", "/dev/shm"]
    var roots: [String] = []
    for place in candidates where access(place, W_OK | X_OK) == 0 && MountedFileSystem(of: place)?.isMemory == true {
      roots.append("\(place)/halfhour-\(getuid())")
    }
    roots.append("\(stateFolder)/halfhour-\(getuid())")
    roots = roots.filter(Self.hasRoom) + roots.filter { !Self.hasRoom($0) }
    for root in earlier where !roots.contains(root) { roots.append(root) }
    try self.init(roots: roots)
  }

  /// Whether there is room for what jobs print until it is moved, and for the files of many jobs.
  private static func hasRoom(_ root: String) -> Bool {
    var status = statvfs()
    let place = String(root[..<(root.lastIndex(of: "/") ?? root.endIndex)])
    guard statvfs(place, &status) == 0 else { return false }
    // A file system that counts no inodes says 0 of 0.
    let hasInodes = status.f_files == 0 || status.f_favail >= 1_000
    return hasInodes && UInt(status.f_bavail) * status.f_frsize >= 32 << 20
  }

  /// Where new jobs go.
  package var current: String { roots[0] }

  /// Where the sockets of a run's connections to hosts stand; it goes with the run's job folders.
  package func sockets(run: String) -> String { "\(current)/\(JobName.prefix(run: run))ssh" }

  /// Tells a folder for jobs from another one that bears its name later; nil where there is none.
  package static func identity(of root: String) -> String? { JobRoot(path: root).identity }

  /// Job folders below one place alone.
  package init(root: String) throws(JobStartError) {
    try self.init(roots: ["\(root)/halfhour-\(getuid())"])
  }

  private init(roots: [String]) throws(JobStartError) {
    self.roots = roots
    try JobRoot(path: roots[0]).open()
    for root in roots.dropFirst() where FileAccess.exists(root) { try JobRoot(path: root).verify() }
  }

  /// Where a job's folder would be made.
  func new(_ name: JobName) -> JobFolder { JobFolder(path: roots[0] + "/" + name.folderName) }

  /// The job's folder if there is one in any place.
  func existing(_ name: JobName) -> JobFolder? {
    roots.lazy.map { JobFolder(path: $0 + "/" + name.folderName) }.first { FileAccess.exists($0.path) }
  }

  /// Removes a job's folder; under another name first, so that a half removed one can't be taken for a job without a record.
  static func remove(_ folder: JobFolder) throws(Errno) {
    let gone = folder.path + goneSuffix
    guard rename(folder.path, gone) == 0 || errno == ENOENT else { throw Errno(rawValue: errno) }
    try FolderTree.remove(gone)
  }

  private static let goneSuffix = ".gone"

  /// Removes the folders of a run's jobs that nobody works for any more, for the end of a run.
  ///
  /// Work folders beneath `workRoot` go where they are empty.
  package func sweep(run: String, workRoot: String) {
    for name in FolderTree.names(in: workRoot) { rmdir(workRoot + "/" + name) }
    for root in roots {
      for name in FolderTree.names(in: root) where name.hasPrefix(JobName.prefix(run: run)) {
        let path = root + "/" + name
        // What can't be removed stays for a person to see; it does no harm.
        do {
          if name.hasSuffix(Self.goneSuffix) {
            try FolderTree.remove(path)
          } else if JobFolder(path: path).isAbandoned {
            try Self.remove(JobFolder(path: path))
          }
        } catch { continue }
      }
    }
  }
}
