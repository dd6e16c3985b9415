internal import Foundation
internal import Glibc
package import RunCore
internal import RunEngine
internal import Synchronization

/// A run's journal as it is written: each group of entries is one write and one fdatasync.
package final class JournalFile: RunJournal {
  private struct State {
    var file: Int32
    /// The length up to which everything is durable.
    var length: Int
    var head: String
    var endHead: String?
    /// What follows `length` may be anything, and is cut off before the next write.
    var isSuspect: Bool
    /// What an earlier session wrote, of which the kernel may hold bytes that no disk has.
    var isInherited: Bool
    var reserve = JournalReserve()
    /// The last append failed.
    var isBehind = false
    /// A torn last line that is to be kept beside the journal before it is cut off.
    var torn: [UInt8]
  }

  package let path: String
  private let folder: RunFolder
  private let state: Mutex<State>

  /// Opens the journal of a run for appending after what is intact; a torn last line goes to a file beside it.
  package init(_ folder: RunFolder, after reading: JournalReading?) throws(FolderError) {
    self.folder = folder
    path = folder.journal
    if case .broken(let line, let reason)? = reading?.verdict {
      throw FolderError("\(path): line \(line) is broken: \(reason). Nothing can be added to it.")
    }
    let creation = reading == nil ? O_CREAT | O_EXCL : 0
    let file = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | creation, 0o600)
    guard file >= 0 else { throw FolderError("the journal can't be opened", path, code: errno) }
    state = Mutex(
      State(
        file: file, length: reading?.intactBytes ?? 0, head: reading?.head ?? JournalLine.root,
        endHead: reading?.endHead,
        isSuspect: reading != nil, isInherited: reading != nil, torn: reading?.tornBytes ?? []))
    guard fchmod(file, 0o600) == 0 else { throw FolderError("the journal can't be made private", path, code: errno) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_size >= reading?.intactBytes ?? 0 else {
      throw FolderError("\(path) has become shorter since it was read")
    }
    if reading == nil { try SafeFolder.sync(folder.path) }
  }

  deinit { _ = state.withLock { close($0.file) } }

  /// The SHA-256 of the last durable line.
  package var head: String { state.withLock { $0.head } }

  /// The SHA-256 of the durable line that ended the run, the last one where it ended twice; nil while there is none.
  package var endHead: String? { state.withLock { $0.endHead } }

  /// Whether the last append failed, so that something happened that the journal doesn't tell.
  package var isBehind: Bool { state.withLock { $0.isBehind } }

  package func append(_ entries: [JournalEntry]) async throws {
    try state.withLock { state in
      var bytes: [UInt8] = []
      var (head, endHead) = (state.head, state.endHead)
      for entry in entries {
        let (line, hash) = JournalLine.encode(entry, previous: head)
        head = hash
        entry.event.move(&endHead, to: hash)
        bytes += line
        bytes.append(0x0A)
      }
      try write(bytes, &state)
      state.head = head
      state.endHead = endHead
    }
  }

  /// After any failure the tail is unknown, so nothing counts before it has been cut off and written again.
  private func write(_ bytes: [UInt8], _ state: inout State) throws(FolderError) {
    state.isBehind = true
    if !state.torn.isEmpty {
      try keep(state.torn)
      state.torn = []
    }
    if state.isSuspect {
      guard ftruncate(state.file, off_t(state.length)) == 0 else {
        throw FolderError("the journal's end can't be repaired", path, code: errno)
      }
      state.reserve.forget()
    }
    if let code = state.reserve.extend(state.file, from: state.length, by: bytes.count) {
      throw FolderError("hardly any room is left for the journal", path, code: code)
    }
    state.isSuspect = true
    if state.isInherited { try writeAgain(state.file, upTo: state.length) }
    guard lseek(state.file, off_t(state.length), SEEK_SET) >= 0, SafeFile.writeAll(bytes, to: state.file) else {
      throw FolderError("the journal can't be written", path, code: errno)
    }
    guard fdatasync(state.file) == 0 else {
      throw FolderError("the journal can't be made durable", path, code: errno)
    }
    state.length += bytes.count
    state.isSuspect = false
    state.isInherited = false
    state.isBehind = false
  }

  /// Writes bytes that are there once more, the same in the same place.
  ///
  /// After a sync that failed, the kernel takes pages that it could not write for clean: they read well, later syncs
  /// succeed, and a crash takes them away, with the chain that goes on from them.
  private func writeAgain(_ file: Int32, upTo length: Int) throws(FolderError) {
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var done = 0
    while done < length {
      let count = pread(file, &chunk, min(chunk.count, length - done), off_t(done))
      if count < 0 && errno == EINTR { continue }
      guard count > 0, lseek(file, off_t(done), SEEK_SET) >= 0, SafeFile.writeAll(Array(chunk[..<count]), to: file)
      else { throw FolderError("the journal can't be written anew", path, code: count == 0 ? EIO : errno) }
      done += count
    }
  }

  /// Keeps torn bytes aside; done with the first write, so that a full disk can't keep a live run from being taken up.
  private func keep(_ torn: [UInt8]) throws(FolderError) {
    for number in 1...1_000 {
      guard try SafeFile.create("\(path).torn-\(number)", torn) else { continue }
      return try SafeFolder.sync(folder.path)
    }
    throw FolderError("\(path): a thousand torn lines are beside it already")
  }
}
