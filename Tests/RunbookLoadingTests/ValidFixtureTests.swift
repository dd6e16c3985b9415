import RunbookLoading
import RunbookModel
import Testing

struct ValidFixtureTests {
  static let paths = [
    "valid/call-centre/database.yaml", "valid/everything/everything.yaml", "valid/set/both.yaml",
    "valid/set/database.yaml", "valid/alone/alone.yaml",
  ]

  @Test(arguments: paths) func `a good runbook loads without a word`(path: String) throws {
    let (loaded, diagnostics) = RunbookLoader.load(runbook: path, files: FixtureFiles.source)
    #expect(DiagnosticLines.text(diagnostics) == "")
    #expect(loaded != nil)
  }

  @Test func `a set has its members and all their files`() throws {
    let (loaded, _) = RunbookLoader.load(runbook: "valid/set/both.yaml", files: FixtureFiles.source)
    let set = try #require(loaded)
    #expect(set.root.name == "both")
    #expect(set.sitePath == "valid/set/site.yaml")
    #expect(set.runbooks.map(\.name) == ["database", "web"])
    #expect(set.paths["web"] == "valid/set/web/web.yaml")
    #expect(
      set.files.map(\.path) == [
        "valid/set/site.yaml", "valid/set/both.yaml", "valid/set/database.yaml", "valid/set/web/web.yaml",
        "valid/set/load", "valid/set/web/load",
      ])
    #expect(set.files[4].steps == [StepID("database", "load"), StepID("database", "rows")])
    #expect(set.files[4].part == .file)
    #expect(set.runbooks[1].steps[0].needs.references.map(\.text) == ["database.load"])
  }

  @Test func `a runbook without a site has the standard one`() throws {
    let (loaded, _) = RunbookLoader.load(runbook: "valid/alone/alone.yaml", files: FixtureFiles.source)
    let alone = try #require(loaded)
    #expect(alone.sitePath == nil)
    #expect(alone.site.target == .standard)
    #expect(alone.root.title == "alone")
  }

  @Test func `a site that is named wins over one that is found`() throws {
    let (loaded, _) = RunbookLoader.load(
      runbook: "./valid/set/../set/database.yaml", site: "valid/set/site.yaml", files: FixtureFiles.source)
    #expect(loaded?.site.name == "Two services")
    let (_, diagnostics) = RunbookLoader.load(
      runbook: "valid/alone/alone.yaml", site: "valid/alone/site.yaml", files: FixtureFiles.source)
    #expect(diagnostics.map(\.message) == ["there is no file valid/alone/site.yaml"])
  }

  @Test func `a site is no runbook and a missing file is named`() {
    let (_, site) = RunbookLoader.load(runbook: "valid/set/site.yaml", files: FixtureFiles.source)
    #expect(site.map(\.message) == ["valid/set/site.yaml describes a site, not a runbook"])
    let (_, missing) = RunbookLoader.load(runbook: "valid/set/absent.yaml", files: FixtureFiles.source)
    #expect(missing.map(\.message) == ["there is no file valid/set/absent.yaml"])
    let (_, folder) = RunbookLoader.load(runbook: "valid/set", files: FixtureFiles.source)
    #expect(folder.map(\.message) == ["valid/set is a folder"])
  }
}
