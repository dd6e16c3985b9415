internal import Foundation
internal import Glibc
internal import KnownGood
internal import RunbookLoading
internal import RunbookModel

/// Known-good files on disk.
enum AnswerShelf {
  /// What stands at a path.
  enum Found {
    case nothing
    case broken(KnownGoodProblem)
    case file(KnownGoodFile)
  }

  static func read(_ path: String) -> Found {
    switch FileSource.disk.kind(path) {
    case nil: return .nothing
    case .folder: return .broken(KnownGoodProblem(file: path, "this is a folder"))
    case .file: break
    }
    let size = FileSource.disk.size(path) ?? 0
    guard size <= KnownGoodFile.largest else {
      let words = size == .max ? "this is no plain file" : "the file has \(size) bytes, too many for an answer"
      return .broken(KnownGoodProblem(file: path, words))
    }
    guard let bytes = FileSource.disk.contents(path) else {
      return .broken(KnownGoodProblem(file: path, "the file can't be read: see its owner and its mode"))
    }
    do throws(KnownGoodProblem) {
      return .file(try KnownGoodFile.read(bytes, file: path))
    } catch {
      return .broken(error)
    }
  }

  /// Writes a file whole, in a folder that is made where it isn't there.
  static func write(_ file: KnownGoodFile, to path: String) throws(CommandFailure) {
    let folder = PathText.folder(of: path)
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure(
        "the folder \(folder) can't be made: \(error.localizedDescription)", status: ExitStatus.failure)
    }
    try OutputFile.write(Array(file.text.utf8), to: path)
    // As every file that a person makes: others may read it as far as the umask lets them.
    let mask = umask(0o022)
    umask(mask)
    chmod(path, 0o666 & ~mask)
  }

  /// Where the named answer of a check stands.
  static func path(of check: PlannedCheck) -> String? {
    guard case .named(let name) = check.expectation.source else { return nil }
    return PathText.join(
      check.siteFolder, KnownGoodStore.path(of: name, service: check.service, runbook: check.runbook))
  }

  /// The paths of all answers below a site's folder, sorted.
  static func all(in siteFolder: String) -> [String] {
    let root = PathText.join(siteFolder, KnownGoodStore.folder)
    return names(in: root).flatMap { service in
      names(in: "\(root)/\(service)").filter { $0.hasSuffix(".txt") }.map { "\(root)/\(service)/\($0)" }
    }
  }

  private static func names(in folder: String) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      // A folder that isn't there holds nothing, and neither does a file.
      return []
    }
  }
}
