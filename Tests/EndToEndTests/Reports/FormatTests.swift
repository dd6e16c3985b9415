import Foundation
import Testing

/// What `halfhour report` writes, and where to.
struct FormatTests {
  private static let runbook = """
    runbook: shop
    service: shop
    restore:
      - { id: load, name: "=cmd, \\"load\\"", run: "true" }
    verify:
      - { id: see, run: "exit 3", expect: { exit: 3 } }
    """

  static func drilled(_ scene: Scene, site: String = "") async throws {
    try scene.write("site.yaml", "site: Test site\nservices:\n  shop: { tier: critical }\n" + site)
    try scene.write("shop.yaml", runbook)
    let end = try await scene.halfhour("drill", "shop.yaml")
    try #require([0, 3].contains(end.exit), "\(end)")
  }

  @Test func `a file's ending says what is written into it, and --format has the last word`() async throws {
    try await Scene.play { scene in
      try await Self.drilled(scene)
      let beginnings = [
        "r.md": "# ", "r.html": "<!DOCTYPE html>", "r.json": "{\n", "r.csv": "run,mode,runbook,step,",
        "r.services.csv": "run,mode,started,verdict,service,", "r.xml": "<?xml version=\"1.0\"",
      ]
      for (file, beginning) in beginnings {
        let end = try await scene.halfhour("report", "last", "--output", file)
        #expect(end.exit == 0 && end.out == file + "\n", "\(end)")
        #expect(try scene.read(file).hasPrefix(beginning), "\(file)")
      }
      let forced = try await scene.halfhour("report", "last", "--format", "junit", "--output", "odd.md")
      #expect(forced.exit == 0)
      #expect(try scene.read("odd.md").hasPrefix("<?xml"))
      #expect(try scene.read("r.csv").contains("\"'=cmd, \"\"load\"\"\""))
      let output = try await scene.halfhour("report", "--format", "csv", "--output", "-")
      #expect(output.out == (try scene.read("r.csv")))
      #expect(!scene.exists("-"))
    }
  }

  @Test func `what can't be written is refused before anything is made`() async throws {
    try await Scene.play { scene in
      try await Self.drilled(scene)
      let odd = try await scene.halfhour("report", "last", "--output", "r.docx")
      #expect(odd.exit == 2)
      #expect(odd.err.contains("r.docx doesn't say what it is to hold"))
      #expect(!scene.exists("r.docx"))
      let nowhere = try await scene.halfhour("report", "last", "--output", "no/such/r.html")
      #expect(nowhere.exit == 1, "\(nowhere)")
      try await TestTerminal.open(scene) { terminal in
        try await terminal.enter("halfhour report last --format pdf; echo status $?")
        try await terminal.until("status 2")
        #expect(try await terminal.screen().contains("a PDF is nothing for a terminal"))
      }
    }
  }

  @Test func `the run's end writes what people read, and json`() async throws {
    try await Scene.play { scene in
      try await Self.drilled(scene)
      let folder = try scene.run().folder
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("report.") }
      #expect(names.sorted() == ["report.html", "report.json", "report.md"])
    }
  }

  @Test func `the schema of reports and the phrases of reports are JSON`() async throws {
    try await Scene.play { scene in
      for words in [["schema", "report"], ["schema"], ["report", "--words"]] {
        let end = try await scene.start(words).end()
        #expect(end.exit == 0)
        #expect(try JSONSerialization.jsonObject(with: Data(end.out.utf8)) is [String: Any], "\(words)")
      }
    }
  }
}
