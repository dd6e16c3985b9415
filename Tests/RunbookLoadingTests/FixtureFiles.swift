import Foundation
import RunbookLoading
import Testing

/// The folder of fixtures beside these tests, as the loader sees it: paths begin at the folder.
enum FixtureFiles {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  static let source = disk { url($0).path(percentEncoded: false) }
  static let anywhere = disk { $0 }

  private static func disk(_ place: @escaping @Sendable (String) -> String) -> FileSource {
    FileSource(
      kind: { path in
        var isFolder: ObjCBool = false
        let place = place(path)
        guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else { return nil }
        return isFolder.boolValue ? .folder : .file(executable: FileManager.default.isExecutableFile(atPath: place))
      },
      contents: { path in FileManager.default.contents(atPath: place(path)).map(Array.init) })
  }

  static func url(_ path: String) -> URL { folder.appending(path: path) }

  /// The YAML files that stand directly in a folder of fixtures, by name.
  static func names(in path: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url(path).path(percentEncoded: false))) ?? []
    return names.filter { $0.hasSuffix(".yaml") && $0 != "site.yaml" }.sorted()
  }
}
