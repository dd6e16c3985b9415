import RunbookLoading
import RunbookModel
import Testing

struct SiteFileTests {
  @Test func `the site's configuration of ssh is taken along with the site`() throws {
    let (loaded, diagnostics) = RunbookLoader.load(
      runbook: "valid/everything/everything.yaml", files: FixtureFiles.source)
    #expect(DiagnosticLines.text(diagnostics) == "")
    let path = "valid/everything/ssh/config"
    #expect(loaded?.site.sshConfig == path)
    let file = try #require(loaded?.files.first { $0.path == path })
    #expect(file.part == .sshConfig)
    #expect(file.steps == [])
    #expect(String(decoding: file.bytes, as: UTF8.self) == "Host *\n  ConnectTimeout 5\n")
  }

  @Test func `a file that the site and a step name is taken once, for both`() {
    let files = FileSource(texts: [
      "a/site.yaml": "site: A\nssh_config: config\n", "a/config": "Host *\n",
      "a/b.yaml": "runbook: b\nprecheck:\n  - { id: look, files: config, run: cat config }\n",
    ])
    let (loaded, diagnostics) = RunbookLoader.load(runbook: "a/b.yaml", files: files)
    #expect(DiagnosticLines.text(diagnostics) == "")
    #expect(loaded?.files.map(\.path) == ["a/site.yaml", "a/b.yaml", "a/config"])
    #expect(loaded?.files.last?.steps == [StepID("b", "look")])
  }

  @Test func `without a configuration of its own a site has none`() {
    let (loaded, _) = RunbookLoader.load(runbook: "valid/set/both.yaml", files: FixtureFiles.source)
    #expect(loaded?.site.sshConfig == nil)
    #expect(loaded?.files.contains { $0.part == .sshConfig } == false)
  }
}
