internal import Foundation
internal import Glibc
package import RunCore

extension StateFolder {
  /// What hides a run that goes; whatever bears such a name is no run any more.
  private static let goneMark = ".gone-"

  /// Takes a run away with all that its folder holds; its caller has it locked.
  ///
  /// It is gone at once and durably, by its name: whoever is killed meanwhile leaves no half of a run, only what
  /// `removeRemains` takes away.
  package func remove(_ run: RunID) throws(FolderError) {
    let folder = folder(of: run)
    let hidden = "\(runs)/\(Self.goneMark)\(run.text)"
    guard rename(folder.path, hidden) == 0 else {
      throw FolderError("the run's folder can't be taken away", folder.path, code: errno)
    }
    try SafeFolder.sync(runs)
    try removeAll(hidden)
  }

  /// What hides an archive that is being taken in.
  static let importMark = ".import"

  /// Takes away what processes left that were ended while they removed runs, or took one in.
  ///
  /// An import that is under way is spared: what was changed within a day may be one.
  package func removeRemains() throws(FolderError) {
    for name in SafeFolder.hiddenNames(in: runs) {
      let path = "\(runs)/\(name)"
      if name.hasPrefix(Self.goneMark) || (name.hasPrefix(Self.importMark + ".") && Self.isOld(path)) {
        try removeAll(path)
      }
    }
  }

  /// Neither it nor what stands right in it was changed within a day.
  private static func isOld(_ path: String) -> Bool {
    let now = time(nil)
    return ([path] + SafeFolder.names(in: path).map { "\(path)/\($0)" }).allSatisfy { path in
      var status = stat()
      return lstat(path, &status) == 0 && now - status.st_mtim.tv_sec > 86_400
    }
  }

  /// Symbolic links are removed and not followed.
  private func removeAll(_ path: String) throws(FolderError) {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw FolderError("\(path) can't be removed: \(error.localizedDescription)")
    }
  }
}
