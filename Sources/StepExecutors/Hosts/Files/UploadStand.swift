internal import Glibc
internal import SystemPackage

/// Where the sending of a file of this machine, or of bytes that were made here, stands.
struct UploadStand {
  private let path: String?
  private let status: stat
  private var file: Int32
  private let size: Int
  private let tool: ChecksumTool
  private let watch: TransferWatch
  /// The checksum of what was sent before.
  private(set) var sum: ContentSum

  init(_ plan: CopyPlan) throws(TransferFailure) {
    tool = plan.tool
    watch = plan.desk.watch
    sum = tool.fresh
    var status = stat()
    if case .bytes(let bytes) = plan.copy.content {
      path = nil
      let pipe = try CopyPlan.pipe()
      let writer = PipeWriter(pipe.write)
      writer.write(bytes)
      writer.close()
      file = pipe.read
      size = bytes.count
    } else {
      let path = plan.source?.path ?? ""
      do throws(Errno) {
        let opened = try systemCall { open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) }
        fstat(opened, &status)
        file = opened
      } catch {
        throw .problem("\(path) can't be read: \(error)")
      }
      self.path = path
      size = Int(status.st_size)
    }
    self.status = status
  }

  /// How much of it could be there of an earlier try.
  var wholeBlocks: Int { path == nil ? 0 : size >> 20 }

  /// Goes on behind what the far end holds, if that is how the file begins; gives the number of blocks.
  mutating func advance(past held: (Int, String)?) throws(TransferFailure) -> Int {
    guard let (blocks, theirs) = held else { return 0 }
    do {
      var sum = tool.fresh
      try LocalFile.read(file, atMost: blocks << 20, watch) { sum.update($0) }
      if sum.text == theirs {
        self.sum = sum
        return blocks
      }
      try systemCall { lseek(file, 0, SEEK_SET) }
      return 0
    } catch let failure as TransferFailure {
      throw failure
    } catch {
      throw .problem("\(path ?? "") can't be read: \(error)")
    }
  }

  /// The descriptor, for who closes it.
  mutating func takeInput() -> Int32 {
    defer { file = -1 }
    return file
  }

  /// What was sent is the file as it is, and as it was.
  func checkUnchanged(moved: Int) throws(TransferFailure) {
    var now = stat()
    guard let path else { return }
    guard stat(path, &now) == 0, moved == size, now.st_size == status.st_size, now.st_ino == status.st_ino,
      now.st_mtim.tv_sec == status.st_mtim.tv_sec, now.st_mtim.tv_nsec == status.st_mtim.tv_nsec
    else { throw .problem("\(path) changed while it was read") }
  }

  func close() { if file >= 0 { Glibc.close(file) } }
}
