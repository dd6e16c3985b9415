internal import Glibc
internal import RunbookModel
internal import Subprocess
internal import SystemPackage

/// Brings the files of a step into its work folder on a host, each through a channel of its own.
struct FileDelivery: Sendable {
  let site: HostSite

  func put(_ file: JobFile, into work: String) async throws(JobStartError) {
    guard JobFile.leadsDownwards(file.target) else {
      throw .refused(
        reason: "\(file.target) must lead from the work folder downwards; name it without \"..\" or \"/\" first.")
    }
    var status = stat()
    guard stat(file.source, &status) == 0 else {
      throw .refused(
        reason:
          "The file \(file.source) can't be given to the job: \(Errno(rawValue: errno)). Look whether it is there.")
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      for name in FolderTree.names(in: file.source) {
        try await put(JobFile(source: "\(file.source)/\(name)", target: "\(file.target)/\(name)"), into: work)
      }
    } else {
      try await send(file, to: "\(work)/\(file.target)", mode: status.st_mode & 0o777)
    }
  }

  private func send(_ file: JobFile, to target: String, mode: mode_t) async throws(JobStartError) {
    let path = ShellQuoting.quoted(target)
    let program = """
      umask 022
      mkdir -p \(ShellQuoting.quoted(PathText.folder(of: target))) && cat >\(path) && chmod \(String(mode, radix: 8)) \(path)
      """
    guard let command = await site.channel(running: program) else {
      throw .host(.passing("the connection to \(site.name) was lost"))
    }
    let problem: String?
    do {
      let source = try FileDescriptor.open(FilePath(file.source), .readOnly)
      let result = try await Subprocess.run(
        .name(command[0]), arguments: Arguments(Array(command.dropFirst())),
        input: .fileDescriptor(source, closeAfterSpawningProcess: true), output: .discarded,
        error: .string(limit: 1 << 14))
      problem = result.terminationStatus.isSuccess ? nil : result.standardError
    } catch {
      problem = "\(error)"
    }
    if let problem {
      throw .failed(reason: "The file \(file.source) can't be brought to \(site.name): \(problem)")
    }
  }
}
