import Foundation
import Testing

/// `halfhour report` of a period, and what else is told of services over time.
struct PeriodReportTests {
  @Test func `a site's services are reported with what was drilled and what never was`() async throws {
    try await ReadinessScene.drilled { ready in
      let ended = try await ready.scene.halfhour("report", "--since", "7d", "--format", "json", "--output", "p.json")
      #expect(ended.exit == 0 && ended.out == "p.json\n", "\(ended)")
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(try ready.scene.read("p.json").utf8)) as? [String: Any])
      #expect(json["format"] as? Int == 1 && json["site"] as? String == "Test site")
      let services = try #require(json["services"] as? [[String: Any]])
      #expect(services.map { $0["id"] as? String } == ["shop", "wiki"])
      #expect(services.map { $0["drills"] as? Int } == [1, 0])
      #expect(services.map { $0["overdue"] as? Bool } == [false, true])
      #expect(services[0]["median"] is String && services[0]["due"] is String && services[0]["lastDrill"] != nil)
      let books = (json["coverage"] as? [String: Any])?["runbooks"] as? [[String: Any]]
      let steps = try #require(books?.first?["steps"] as? [[String: Any]])
      #expect(steps.contains { $0["id"] as? String == "shop.see" && $0["last"] is String }, "\(steps)")
      let page = try await ready.scene.halfhour("report", "--since", "7d", "--format", "html")
      #expect(page.exit == 0 && page.out.contains("1 of 2 services were drilled"), "\(page)")
      let old = try await ready.scene.halfhour("report", "--quarter", "2001Q1")
      #expect(old.exit == 0 && old.out.contains("0 of 2 services were drilled"), "\(old)")
    }
  }

  @Test func `away from a site it shows what the records hold, also nothing`() async throws {
    try await ReadinessScene.drilled { ready in
      try FileManager.default.removeItem(atPath: ready.scene.path("site.yaml"))
      let ended = try await ready.scene.halfhour("report", "--since", "7d")
      #expect(ended.exit == 0 && ended.out.contains("1 of 1 services were drilled"), "\(ended)")
      #expect(ended.out.contains("No site was found here"), "\(ended)")
    }
    try await Scene.play { scene in
      try FileManager.default.removeItem(atPath: scene.path("site.yaml"))
      let ended = try await scene.halfhour("report", "--since", "7d")
      #expect(ended.exit == 0 && ended.out.contains("No service is known"), "\(ended)")
    }
  }

  @Test func `a site's file that can't be read is told as such`() async throws {
    try await ReadinessScene.play { ready in
      try ready.scene.write("site.yaml", "site: [\n")
      let ended = try await ready.scene.halfhour("report", "--since", "7d")
      #expect(ended.exit == 2 && ended.all.contains("site.yaml can't be used"), "\(ended)")
      #expect(!ended.all.contains("No site was found here"), "\(ended)")
    }
  }

  @Test func `what makes no sense together is refused`() async throws {
    try await ReadinessScene.play { ready in
      for arguments in [
        ["report", "--quarter", "2026Q7"], ["report", "--quarter", "2026Q1", "--since", "7d"],
        ["report", "some-run", "--since", "7d"], ["report", "--site", "site.yaml"],
        ["report", "--since", "7d", "--site", "nowhere.yaml"], ["readiness", "--format", "ics", "--check"],
        ["runs", "--format", "prometheus", "--mode", "drill"],
      ] {
        let ended = try await ready.scene.start(arguments).end()
        #expect(ended.exit == 2, "\(arguments): \(ended)")
      }
    }
  }

  @Test func `metrics are written to a file that anybody may read`() async throws {
    try await ReadinessScene.drilled { ready in
      try ready.scene.write("halfhour.prom", "old")
      let ended = try await ready.scene.halfhour("runs", "--format", "prometheus", "--output", "halfhour.prom")
      #expect(ended.exit == 0 && ended.out.isEmpty, "\(ended)")
      let text = try ready.scene.read("halfhour.prom")
      let labels = "site=\"Test site\",service=\"shop\",mode=\"drill\""
      #expect(text.contains("halfhour_rto_seconds{\(labels)} 300\n"), "\(text)")
      #expect(text.contains("halfhour_verdict{\(labels),verdict=\"met\"} 1\n"), "\(text)")
      #expect(text.contains("halfhour_findings_open{site=\"Test site\"} 0\n"), "\(text)")
      let mode = try FileManager.default.attributesOfItem(atPath: ready.scene.path("halfhour.prom"))[.posixPermissions]
      #expect((mode as? Int).map { $0 & 0o044 } == 0o044)
      let names = try FileManager.default.contentsOfDirectory(atPath: ready.scene.folder)
      #expect(names.filter { $0.hasSuffix(".prom") } == ["halfhour.prom"])
    }
  }

  @Test func `due drills are a calendar`() async throws {
    try await ReadinessScene.drilled { ready in
      let ended = try await ready.readiness("--format", "ics")
      #expect(ended.exit == 0, "\(ended)")
      #expect(ended.out.contains("SUMMARY:Drill shop\r\n"), "\(ended)")
      #expect(ended.out.contains("SUMMARY:Drill wiki: never drilled\r\n"), "\(ended)")
      let one = try await ready.readiness("shop", "--format", "ics")
      #expect(one.out.contains("Drill shop") && !one.out.contains("Drill wiki"), "\(one)")
    }
  }
}
