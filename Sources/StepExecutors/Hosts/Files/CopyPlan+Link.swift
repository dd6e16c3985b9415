internal import Glibc
internal import SystemPackage

/// A symbolic link, which is copied as one.
extension CopyPlan {
  func copyLink() async throws(TransferFailure) {
    let text = try await leadsTo()
    guard let site = target.site else {
      do throws(Errno) {
        try FolderTree.remove(hidden)
        try systemCall { symlink(text, hidden) }
        try systemCall { rename(hidden, target.path) }
      } catch {
        throw .problem("the link \(target.path) can't be made: \(error)")
      }
      return
    }
    _ = try await desk.ask("place_link", [hidden, text, target.path], at: site)
  }

  private func leadsTo() async throws(TransferFailure) -> String {
    let path = source?.path ?? ""
    var bytes: [UInt8]
    if let site = source?.site {
      bytes = try await desk.ask("link", [path], at: site).output
      if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    } else {
      bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
      let count = bytes.withUnsafeMutableBytes { buffer in
        buffer.bindMemory(to: CChar.self).baseAddress.map { readlink(path, $0, buffer.count) } ?? -1
      }
      guard count >= 0 else { throw .problem("\(path) can't be read: \(Errno(rawValue: errno))") }
      bytes.removeLast(bytes.count - count)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .problem("\(path) leads to a name that is no text in UTF-8")
    }
    return text
  }
}
