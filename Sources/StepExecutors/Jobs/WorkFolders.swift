import Glibc
internal import RunbookModel
import Synchronization
import SystemPackage

/// Makes work folders, a few of them ahead of the jobs that will work in them.
///
/// They stand on a disk, where to make one takes as long as all else that precedes a job's process. Spare ones have no name
/// that a job could have, and go with the empty folders of a run at its end.
final class WorkFolders: Sendable {
  private struct State {
    var spares: [String] = []
    var lastNumber = 0
    var isClosed = false
  }

  private static let mostSpares = 8

  private let state = Mutex(State())

  /// Makes the folder at a path; one that is there already will do.
  func make(_ path: String) throws(Errno) {
    let spare = state.withLock { state in
      state.spares.last.map(PathText.folder) == PathText.folder(of: path) ? state.spares.popLast() : nil
    }
    if let spare, rename(spare, path) == 0 { return }
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
  }

  /// Sees to another spare folder; to be called where nobody waits for it.
  func stock(in root: String) {
    let path = state.withLock { state -> String? in
      guard !state.isClosed, state.spares.count < Self.mostSpares else { return nil }
      state.lastNumber += 1
      return "\(root)/spare-\(getpid())-\(state.lastNumber)"
    }
    // Without room there is none; the job that comes next tells of it.
    guard let path, mkdir(path, 0o700) == 0 else { return }
    let isWanted = state.withLock { state in
      if !state.isClosed { state.spares.append(path) }
      return !state.isClosed
    }
    if !isWanted { rmdir(path) }
  }

  /// Removes the spare folders, and makes no more.
  func close() {
    let spares = state.withLock { state in
      state.isClosed = true
      defer { state.spares = [] }
      return state.spares
    }
    for spare in spares { rmdir(spare) }
  }
}
