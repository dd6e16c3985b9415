import RunbookLoading
import RunbookModel
import Testing

struct MalformedFixtureTests {
  static let paths = ["malformed/structure", "malformed/meaning", "siteless", "broken-site"].flatMap { folder in
    FixtureFiles.names(in: folder).map { "\(folder)/\($0)" }
  }

  @Test func `there is a fixture for every rule`() {
    #expect(Self.paths.count > 90)
  }

  @Test(arguments: paths) func `everything wrong with a malformed file is reported at once`(path: String) throws {
    let isSite = path.contains("/site-")
    let diagnostics: [Diagnostic]
    let isRefused: Bool
    if isSite {
      let (site, found) = RunbookLoader.loadSite(path, files: FixtureFiles.source)
      (diagnostics, isRefused) = (found, site == nil)
    } else {
      let (loaded, found) = RunbookLoader.load(runbook: path, files: FixtureFiles.source)
      (diagnostics, isRefused) = (found, loaded == nil)
    }
    #expect(!diagnostics.isEmpty)
    #expect(isRefused == diagnostics.contains { $0.severity == .error })
    try Golden.expect(DiagnosticLines.text(diagnostics), equals: path.replacing(".yaml", with: ".txt"))
  }
}
