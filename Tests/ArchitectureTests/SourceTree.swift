import Foundation

/// The project's own files, read as text.
struct SourceTree {
  struct File: CustomStringConvertible, Sendable {
    /// Relative to the project's folder.
    var path: String
    var text: String

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var description: String { path }

    /// The module or test target that the file belongs to.
    var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
  }

  let root: URL

  init() {
    root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// All files with this ending below a folder.
  func files(in folder: String, ending: String = ".swift") throws -> [File] {
    let base = root.appendingPathComponent(folder)
    let paths = FileManager.default.subpaths(atPath: base.path) ?? []
    // A look at nothing would find nothing wrong.
    guard !paths.isEmpty else { throw EmptyFolder(path: base.path) }
    return try paths.sorted().filter { $0.hasSuffix(ending) && isText(base.appendingPathComponent($0)) }.map { path in
      File(path: "\(folder)/\(path)", text: try String(contentsOf: base.appendingPathComponent(path), encoding: .utf8))
    }
  }

  private func isText(_ url: URL) -> Bool {
    guard let data = FileManager.default.contents(atPath: url.path), !url.path.contains("/.build") else { return false }
    return String(validating: data, as: UTF8.self) != nil
  }

  func text(of path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }
}

struct EmptyFolder: Error {
  var path: String
}
