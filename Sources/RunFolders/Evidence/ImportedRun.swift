internal import Glibc
internal import RecoveryPlanning
package import RunCore
internal import RunbookModel

extension RunFolder {
  /// What stands in the folder of a run that another machine carried out, and says from where it came.
  fileprivate var importMark: String { path + "/imported" }

  package var isImported: Bool { access(importMark, F_OK) == 0 }

  /// Refuses to go on with a run that another machine carried out: its hosts and jobs may be out of reach, or others.
  package func refuseImported() throws(FolderError) {
    guard isImported else { return }
    throw FolderError(
      "the run \(name) was imported, and only the machine that carried it out can go on with it. "
        + "Reports and notes of it work here, too")
  }
}

extension StateFolder {
  /// A private folder for unpacking, beside the runs, so that what was unpacked can be moved among them at once.
  package func makeUnpackingFolder() throws(FolderError) -> String {
    try SafeFolder.makeUnique(in: runs, prefix: Self.importMark)
  }

  /// Makes an unpacked run one of this machine's: whole and private, or not at all.
  package func adopt(_ unpacked: RunFolder, as run: RunID, state: RunState, origin: String) throws(FolderError)
    -> RunFolder
  {
    let staged = RunFolder(path: PathText.folder(of: unpacked.path) + "/.staged")
    for path in [staged.path, staged.plan, staged.planFiles, staged.logs, staged.answers, staged.work] {
      try SafeFolder.make(path)
    }
    var folders: Set<String> = [staged.path]
    for file in EvidenceFiles(of: unpacked).files {
      let target = "\(staged.path)/\(AnswerInbox.keptName(of: file, in: state))"
      let folder = PathText.folder(of: target)
      try SafeFolder.make(folder)
      folders.insert(folder)
      guard rename(file.path, target) == 0 else { throw FolderError("can't be moved", target, code: errno) }
      try Self.sync(file: target)
    }
    for file in state.plan.files where file.executable { chmod(staged.planFile(file.path), 0o700) }
    guard try SafeFile.create(staged.importMark, Array("\(origin)\n".utf8)) else {
      throw FolderError("\(staged.path) is not new")
    }
    for folder in folders { try SafeFolder.sync(folder) }
    let final = folder(of: run)
    guard rename(staged.path, final.path) == 0 else {
      throw errno == ENOTEMPTY || errno == EEXIST
        ? FolderError("the run \(run) is here already") : FolderError("can't be moved", final.path, code: errno)
    }
    try SafeFolder.sync(runs)
    return final
  }

  private static func sync(file path: String) throws(FolderError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FolderError("can't be read", path, code: errno) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw FolderError("can't be made durable", path, code: errno) }
  }
}

extension RunFolder {
  /// Takes over what a longer record of the same run has; the journal comes last, so that a cut leaves the shorter one.
  ///
  /// The lock must be held. Files that both have must be the same, but for answers, of which the journal tells; `state`
  /// is that of the longer record.
  package func extend(from unpacked: RunFolder, state: RunState) throws(FolderError) {
    // Words come with no other files, and one of ours that is gone on with must find none but its own.
    let files = EvidenceFiles(of: unpacked).files.filter { file in
      file.name != "journal.jsonl"
        && (isImported || file.name.hasPrefix("answers/") || access("\(path)/\(file.name)", F_OK) == 0)
    }
    for file in files where !file.name.hasPrefix("answers/") {
      let own = "\(path)/\(file.name)"
      guard access(own, F_OK) == 0, try FileSums.sum(of: own) != FileSums.sum(of: file.path) else { continue }
      throw FolderError("\(own) is not what the archive has under this name; one of the two was changed")
    }
    for file in files {
      let own = try place(of: file, in: state)
      guard access(own, F_OK) != 0 else { continue }
      let folder = PathText.folder(of: own)
      try SafeFolder.make(folder)
      guard let bytes = try SafeFile.read(file.path) else { throw FolderError("\(file.path) is missing") }
      try SafeFile.replace(own, bytes)
      try SafeFolder.sync(folder)
    }
    guard let journal = try unpacked.readJournalBytes() else { throw FolderError("\(unpacked.journal) is missing") }
    try SafeFile.replace(self.journal, journal)
    try SafeFolder.sync(path)
  }

  /// An answer that differs from ours of the same name stands beside it: ours may not have been heard yet.
  private func place(of file: EvidenceFiles.File, in state: RunState) throws(FolderError) -> String {
    let own = "\(path)/\(AnswerInbox.keptName(of: file, in: state))"
    guard file.name.hasPrefix("answers/"), access(own, F_OK) == 0,
      try FileSums.sum(of: own) != FileSums.sum(of: file.path)
    else { return own }
    return "\(path)/\(AnswerInbox.asideName(of: file))"
  }
}
