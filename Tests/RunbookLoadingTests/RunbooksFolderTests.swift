import Foundation
import RunbookLoading
import Testing

/// The runbooks that come with halfhour, where they are part of the checkout.
struct RunbooksFolderTests {
  private static let folder = FixtureFiles.folder.appending(path: "../../../runbooks").standardized
    .resolvingSymlinksInPath()

  static let paths: [String] = {
    let root = folder.path(percentEncoded: false)
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    return paths.filter { $0.hasSuffix(".yaml") }.map {
      root + ($0.hasPrefix("/") || root.hasSuffix("/") ? "" : "/") + $0
    }
    .sorted()
  }()

  @Test(.enabled(if: !paths.isEmpty), arguments: paths)
  func `every runbook that comes with halfhour loads without a word`(path: String) {
    let diagnostics =
      path.hasSuffix("/site.yaml")
      ? RunbookLoader.loadSite(path, files: FixtureFiles.anywhere).1
      : RunbookLoader.load(runbook: path, files: FixtureFiles.anywhere).1
    #expect(DiagnosticLines.text(diagnostics) == "")
  }
}
