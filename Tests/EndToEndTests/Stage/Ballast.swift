import Foundation
import Glibc

/// A file that takes up what is left of a disk.
struct Ballast {
  private let path: String

  /// Takes all but so many pages of 4 KiB.
  init(in folder: String, leaving pages: Int = 0) throws {
    path = folder + "/ballast"
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { throw SceneFault("\(folder) can't be looked at") }
    let bytes = Int(status.f_bavail) * Int(status.f_frsize) - pages * 4_096
    guard FileManager.default.createFile(atPath: path, contents: Data(count: max(0, bytes))) else {
      throw SceneFault("\(path) can't be written")
    }
  }

  /// Takes all names but so many, where a disk has no more than a few thousand.
  init(namesIn folder: String, leaving names: Int) throws {
    path = folder + "/ballast"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { throw SceneFault("\(folder) can't be looked at") }
    for number in 0..<max(0, Int(status.f_favail) - names) {
      guard FileManager.default.createFile(atPath: "\(path)/\(number)", contents: nil) else { break }
    }
  }

  func remove() throws { try FileManager.default.removeItem(atPath: path) }
}
