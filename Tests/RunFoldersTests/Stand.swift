import Digests
import Glibc
import RecoveryPlanning
import RunCore
import RunbookModel

@testable import RunFolders

/// A scratch folder that goes away with its test.
final class Stand {
  let path: String

  init() throws {
    var template = Array("/tmp/run-folders-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FolderError("no scratch folder", "/tmp", code: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { _ = Shell.run("rm -rf \(path)") }

  var state: StateFolder { get throws { try StateFolder(environment: ["HALFHOUR_STATE": path + "/state"]) } }

  func run(_ name: String = "20261121-045507-shop-7f3a") throws -> RunFolder { try state.create(RunID(name)) }

  /// A run with its plan and the first entries of its journal on disk.
  func begunRun(_ more: [Entry] = []) async throws -> RunFolder {
    let folder = try run()
    try folder.write(Sample.text, files: [])
    try await JournalFile(folder, after: nil).append(Sample.entries(Sample.beginning + more))
    return folder
  }
}

func bytes(_ path: String) throws -> [UInt8] { try SafeFile.read(path) ?? [] }

func put(_ bytes: [UInt8], _ path: String) throws {
  unlink(path)
  guard try SafeFile.create(path, bytes) else { throw FolderError("\(path) is there") }
}

func mode(_ path: String) -> mode_t {
  var status = stat()
  return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
}
