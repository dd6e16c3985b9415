import Glibc
import SystemPackage

/// All that stands on disk and in memory before a job's process is spawned.
struct JobPreparation: Sendable {
  let folder: JobFolder
  /// Where the job works: beside its run's other files, or in its own folder where the disk has no room.
  private(set) var work: String

  /// Claims the job's folder and fills it; leaves nothing behind when it throws.
  init(
    _ request: JobRequest, in folders: JobFolders, _ workFolders: WorkFolders, shell: [String]
  ) throws(JobStartError) {
    guard !request.script.utf8.contains(0) else {
      throw .refused(reason: "The script holds a NUL byte, which no shell reads; remove it.")
    }
    let values = try ValuesFile.text(request.values)
    if let claimed = folders.existing(request.name) { throw .alreadyClaimed(folder: claimed.path) }
    folder = folders.new(request.name)
    work = folder.work(of: request.name, in: request.workRoot)
    guard mkdir(folder.path, 0o700) == 0 else {
      let problem = Errno(rawValue: errno)
      if problem == .fileExists { throw .alreadyClaimed(folder: folder.path) }
      throw .failed(reason: "The job folder \(folder.path) can't be made: \(problem). Look whether there is room.")
    }
    do {
      try write(request, values: values, shell: shell)
    } catch {
      remove()
      throw .failed(reason: "The job folder \(folder.path) can't be filled: \(error). Make room, then try again.")
    }
    do throws(JobStartError) {
      try fillWorkFolder(request, workFolders)
    } catch {
      remove()
      throw error
    }
  }

  /// Takes everything away again, for a job that was never spawned.
  func remove() {
    for path in [work, folder.path] {
      // The start failed already; a folder that stays besides is found as never started by a recovery.
      do { try FolderTree.remove(path) } catch { continue }
    }
  }

  private func write(_ request: JobRequest, values: String, shell: [String]) throws(Errno) {
    let mode = ScriptMode(script: request.script, hasTimeout: request.timeout != nil)
    let supervisor = SupervisorScript(
      folder: folder, mode: mode, shell: shell, boot: BootIdentity.current, made: ClockReading.now().boot,
      timeout: request.timeout,
      grace: request.grace, hasValues: !values.isEmpty, forbidsPrograms: mode.isProgram && forbidsPrograms)
    try FileAccess.create(folder.supervisor, mode: 0o600, supervisor.text.utf8)
    // A program is executed by the kernel, a shell script only read.
    try FileAccess.create(folder.script, mode: mode.isProgram ? 0o700 : 0o600, request.script.utf8)
    if !values.isEmpty { try FileAccess.create(folder.values, mode: 0o600, values.utf8) }
  }

  private mutating func fillWorkFolder(_ request: JobRequest, _ workFolders: WorkFolders) throws(JobStartError) {
    do {
      try makeWorkFolder(workFolders)
    } catch {
      throw .failed(reason: "The work folder \(work) can't be made: \(error). Look whether there is room.")
    }
    for file in request.files {
      let parts = file.target.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        .map { Substring($0) }
      guard JobFile.leadsDownwards(file.target) else {
        throw .refused(
          reason: "\(file.target) must lead from the work folder downwards; name it without \"..\" or \"/\" first.")
      }
      do {
        var parent = work
        for part in parts.dropLast() {
          parent += "/" + part
          if !FileAccess.exists(parent) { try systemCall { mkdir(parent, 0o700) } }
        }
        try FolderTree.copy(file.source, to: work + "/" + file.target)
      } catch {
        throw .refused(reason: "The file \(file.source) can't be given to the job: \(error). Look whether it is there.")
      }
    }
  }

  /// A disk without room stops no step that needs none of it.
  private mutating func makeWorkFolder(_ workFolders: WorkFolders) throws(Errno) {
    do {
      try workFolders.make(work)
    } catch {
      guard work != folder.work, mkdir(folder.work, 0o700) == 0 else { throw error }
      work = folder.work
    }
  }

  private var forbidsPrograms: Bool { MountedFileSystem(of: folder.path)?.forbidsPrograms ?? false }
}

extension ScriptMode {
  var isProgram: Bool {
    if case .program = self { true } else { false }
  }
}
