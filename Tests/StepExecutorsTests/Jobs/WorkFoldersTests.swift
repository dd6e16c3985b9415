import Glibc
import Testing

@testable import StepExecutors

struct WorkFoldersTests {
  let stand: JobStand
  let folders = WorkFolders()

  init() throws { stand = try JobStand() }

  private var names: [String] { FolderTree.names(in: stand.path).filter { $0.hasPrefix("spare-") || $0 == "job" } }

  @Test func `a spare folder becomes a job's, and is its own`() throws {
    folders.stock(in: stand.path)
    #expect(names.count == 1)
    try folders.make(stand.path + "/job")
    #expect(names == ["job"])
    var status = stat()
    try systemCall { stat(stand.path + "/job", &status) }
    #expect(status.st_mode & 0o777 == 0o700)
  }

  @Test func `a folder is made without a spare one, and where one was taken away or belongs elsewhere`() throws {
    try folders.make(stand.path + "/job")
    #expect(names == ["job"])
    folders.stock(in: stand.path)
    for name in names where name != "job" { rmdir(stand.path + "/" + name) }
    try folders.make(stand.path + "/job/inner")
    #expect(FolderTree.names(in: stand.path + "/job") == ["inner"])
  }

  @Test func `a folder with something in it is never replaced`() throws {
    try folders.make(stand.path + "/job")
    try FileAccess.create(stand.path + "/job/file", mode: 0o600, "x".utf8)
    folders.stock(in: stand.path)
    try folders.make(stand.path + "/job")
    #expect(FolderTree.names(in: stand.path + "/job") == ["file"])
  }

  @Test func `there are few spare folders, and none when all is over`() throws {
    for _ in 0..<20 { folders.stock(in: stand.path) }
    #expect(names.count == 8)
    folders.close()
    folders.stock(in: stand.path)
    #expect(names.isEmpty)
  }
}
