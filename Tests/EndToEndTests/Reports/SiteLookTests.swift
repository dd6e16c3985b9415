import Foundation
import Glibc
import Testing

/// The site's own templates, words and logo for its reports.
struct SiteLookTests {
  private static let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0])

  @Test func `all times of a report are by the clock on the wall`() async throws {
    try await Scene.play { scene in
      let environment = ["TZ": "XYZ-5:45"]
      let phases = """
        install:
          - { id: work, run: "true" }
        verify:
          - { id: see, run: "echo seen", expect: { equals: seen }, seen_red: { skip: no } }
        """
      try scene.write("shop.yaml", "runbook: shop\ntitle: shop\nservice: shop\n\(phases)\n")
      let end = try await scene.start(["drill", "shop.yaml"], environment: environment).end()
      #expect(end.exit == 0, "\(end)")
      for format in ["markdown", "steps.csv", "services.csv", "json"] {
        let report = try await scene.start(["report", "--format", format], environment: environment).end().out
        #expect(!report.contains("+00:00") && !report.contains("00Z"), "\(report)")
        #expect(format == "services.csv" || report.contains("+05:45"), "\(report)")
      }
    }
  }

  @Test func `a site's own template takes the place of ours, at the end of a run and later`() async throws {
    try await Scene.play { scene in
      try scene.write("templates/report.md.mustache", "OWN {{title}} {{site}}\n".replacing(" {{site}}", with: ""))
      try await FormatTests.drilled(scene)
      #expect(try String(contentsOfFile: scene.run().folder + "/report.md", encoding: .utf8) == "OWN shop\n")
      #expect(try await scene.halfhour("report").out == "OWN shop\n")
      #expect(try await scene.halfhour("report", "--format", "html").out.hasPrefix("<!DOCTYPE html>"))
    }
  }

  @Test(
    arguments: [
      ("report.md.mustache", "# {{titel}}\n", "1:3", "reports are made without this template: \"titel\" has no value"),
      ("report.md.mustache", "a\n{{#steps}}", "2:1", "reports are made without this template: "),
      ("overview.html.mustache", "<p>\n{{verdct}}</p>", "2:1", "reports are made without this template: \"verdct\""),
      ("words.json", "{ \"a\" }", "1:7", "reports are made without these words: expected : behind the phrase"),
      ("words.json", "{ \"no such phrase\": \"x\" }", "1:3", "no report says \"no such phrase\""),
    ])
  func `what of the site's own is broken is told of with its place, and there is a report all the same`(
    name: String, text: String, place: String, words: String
  ) async throws {
    try await Scene.play { scene in
      try scene.write("templates/\(name)", text)
      try scene.write(
        "shop.yaml", "runbook: shop\nservice: shop\nverify:\n  - { id: see, run: exit 3, expect: { exit: 3 } }\n")
      let check = try await scene.halfhour("check", "shop.yaml")
      #expect(check.exit == 0 && check.err.contains("templates/\(name):\(place): warning: \(words)"), "\(check)")
      let drill = try await scene.halfhour("drill", "shop.yaml")
      #expect([0, 3].contains(drill.exit) && drill.err.contains("templates/\(name):\(place): \(words)"), "\(drill)")
      for ending in ["md", "html", "json"] {
        #expect(FileManager.default.fileExists(atPath: try scene.run().folder + "/report.\(ending)"))
      }
      let format = name.contains("html") ? "html" : "markdown"
      let report = try await scene.halfhour("report", "--format", format)
      #expect(report.exit == 2 && report.out == "" && report.err.contains("templates/\(name):\(place): "), "\(report)")
      for format in ["json", "csv", "services.csv", "junit"] {
        #expect(try await scene.halfhour("report", "--format", format).exit == 0, "\(format)")
      }
    }
  }

  @Test(arguments: ["missing.png", "../logo.png", "text.png", "logo.gif", "large.png"])
  func `a logo that no report can show is told of, and no run fails for it`(logo: String) async throws {
    try await Scene.play { scene in
      try scene.write("text.png", "not a picture")
      try scene.write("logo.gif", "GIF89a")
      try (Self.png + Data(count: 300_000)).write(to: URL(fileURLWithPath: scene.path("large.png")))
      try await FormatTests.drilled(scene, site: "report: { logo: \(logo) }\n")
      let check = try await scene.halfhour("check", "shop.yaml")
      #expect(check.exit == 0 && check.err.contains("warning") && check.err.contains("logo"), "\(check)")
      let report = try await scene.halfhour("report", "--format", "html")
      #expect(report.exit == 0 && report.err.contains(logo.split(separator: "/").last ?? ""), "\(report)")
      #expect(try await scene.halfhour("report", "--format", "json").exit == 0)
    }
  }

  @Test func `sections that a site leaves out are not in what people read, and are in JSON`() async throws {
    try await Scene.play { scene in
      try await FormatTests.drilled(scene, site: "report: { omit: [sign-off, participants] }\n")
      let text = try await scene.halfhour("report").out
      #expect(!text.contains("## Sign-off"))
      #expect(text.contains("## Steps"))
      #expect(try await scene.halfhour("report", "--format", "json").out.contains("\"breaksThere\""))
    }
  }

  /// What has no end would keep a run from its own.
  @Test func `a template that is a pipe is not opened`() async throws {
    try await Scene.play { scene in
      try scene.write("templates/a", "")
      mkfifo(scene.path("templates/report.css"), 0o600)
      try await FormatTests.drilled(scene)
      let report = try await scene.halfhour("report", "--format", "html")
      #expect(report.exit == 2 && report.err.contains("no plain file"), "\(report)")
    }
  }
}
