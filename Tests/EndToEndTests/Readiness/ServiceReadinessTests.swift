import Foundation
import Testing

/// What `halfhour readiness` says of services that were drilled, and of what changed since.
struct ServiceReadinessTests {
  @Test func `a service is ready after a drill, and needs verification after one character of a template`() async throws
  {
    try await ReadinessScene.drilled { ready in
      let before = try await ready.readiness("shop")
      #expect(before.exit == 0 && before.out.hasPrefix("Test site: 1 of 1 service is ready\n"), "\(before)")
      try ready.edit("templates/shop.conf", "5432", "5433")
      let after = try await ready.readiness("shop.yaml")
      #expect(after.exit == 1, "\(after)")
      #expect(after.unwrapped.contains("shop needs verification: templates/shop.conf changed since 20"), "\(after)")
      #expect(!after.out.contains("-port"))
      let diff = try await ready.readiness("shop", "--diff")
      #expect(diff.exit == 1 && diff.out.contains("\n-port = 5432\n+port = 5433\n buffers = 128MB\n"), "\(diff)")
      try ready.edit("templates/shop.conf", "5433", "5432")
      #expect(try await ready.readiness("shop").exit == 0)
    }
  }

  @Test(arguments: [
    ("load", "loaded", "loadet", "load changed"),
    ("shop.yaml", "A backup exists", "A backup exist", "shop.yaml changed"),
    ("shop.yaml", "cleanup:", "# Tidy.\ncleanup:", "shop.yaml changed"),
    ("site.yaml", "rto: 5m", "rto: 6m", "the site's entry changed"),
  ])
  func `other edits are noticed, too`(file: String, old: String, new: String, words: String) async throws {
    try await ReadinessScene.drilled { ready in
      try ready.edit(file, old, new)
      let service = try await ready.service()
      #expect(service["ready"] as? Bool == false && service["needsVerification"] as? Bool == true, "\(service)")
      let findings = (service["findings"] as? [[String: Any]] ?? []).compactMap { $0["words"] as? String }
      #expect(findings.contains { $0.contains(words) }, "\(findings)")
    }
  }

  @Test func `comments in the site, and other services, change nothing`() async throws {
    try await ReadinessScene.drilled { ready in
      try ready.edit("site.yaml", "site:", "# Our company.\n\nsite:")
      try ready.edit("site.yaml", "10 EUR", "20 EUR")
      let ended = try await ready.readiness("shop")
      #expect(ended.exit == 0, "\(ended)")
      let service = try await ready.service("--diff")
      #expect((service["changes"] as? [Any])?.isEmpty == true, "\(service)")
      #expect(service["people"] as? [String] != nil && service["nextDrill"] is String)
      #expect((service["lastDrill"] as? [String: Any])?["verdict"] as? String == "passed")
      #expect(((service["backup"] as? [String: Any])?["age"] as? String)?.hasPrefix("2h") == true, "\(service)")
    }
  }

  @Test func `the whole site is shown, the most urgent first, with services that nobody can rebuild`() async throws {
    try await ReadinessScene.drilled { ready in
      try ready.scene.write("compose.yaml", "services: {}\n")
      let ended = try await ready.readiness()
      #expect(ended.exit == 1, "\(ended)")
      let lines = ended.out.split(separator: "\n").map(String.init)
      #expect(lines.first == "Test site: 1 of 2 services are ready; wiki has no runbook")
      #expect(lines.firstIndex { $0.hasPrefix("wiki ") } ?? 9 < lines.firstIndex { $0.hasPrefix("shop ") } ?? 0)
      #expect(ended.out.contains("nobody can rebuild it"))
      #expect(lines.allSatisfy { $0.count <= 80 } && lines.count <= 24 && !ended.out.contains("\u{1B}"), "\(ended)")
      let quiet = try await ready.readiness("--quiet")
      #expect(quiet.exit == 1 && quiet.out.contains("wiki") && !quiet.out.contains("shop"), "\(quiet)")
      let silent = try await ready.readiness("--quiet", "shop")
      #expect(silent.exit == 0 && silent.all.isEmpty, "\(silent)")
    }
  }

  @Test func `without a drill, with a broken runbook or a failed drill nothing is ready`() async throws {
    try await ReadinessScene.play { ready in
      let never = try await ready.readiness("shop")
      #expect(never.exit == 1 && never.unwrapped.contains("never drilled on this machine"), "\(never)")
      try ready.scene.write("broken", "")
      #expect(try await ready.scene.halfhour("drill", "shop.yaml").exit == 1)
      let failed = try await ready.readiness("shop")
      #expect(failed.exit == 1 && failed.unwrapped.contains("failed its last drill"), "\(failed)")
      try ready.edit("shop.yaml", "restore:", "restorre:")
      let broken = try await ready.readiness("shop")
      #expect(broken.exit == 1 && broken.unwrapped.contains("a runbook has no key `restorre`"), "\(broken)")
    }
  }

  @Test func `a drill whose backup is too old missed its target, and its report tells how fast it restored`()
    async throws
  {
    try await ReadinessScene.play { ready in
      try ready.scene.write("age", "1805 minutes ago")
      let drill = try await ready.scene.halfhour("drill", "shop.yaml")
      #expect(drill.exit == 5 && drill.out.contains("TARGET WAS MISSED"), "\(drill)")
      let json = try await ready.scene.halfhour("report", "last", "--format", "json")
      let report = try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any]
      let text = "\(report ?? [:])"
      #expect(text.contains("bytesPerSecond") && text.contains("41200000"), "\(json)")
      let markdown = try await ready.scene.halfhour("report", "last")
      #expect(markdown.out.contains("41.2 MB, ") && markdown.out.contains("B/s"), "\(markdown)")
      let ended = try await ready.readiness("shop")
      #expect(ended.exit == 1 && ended.unwrapped.contains("missed its target in its last drill"), "\(ended)")
      #expect(ended.unwrapped.contains("its newest backup was 30 hours old"), "\(ended)")
    }
  }

  @Test func `a run that was damaged since makes its service need verification`() async throws {
    try await ReadinessScene.drilled { ready in
      let run = try ready.scene.run()
      let kept = run.folder + "/plan/files/templates/shop.conf"
      try "port = 5433\nbuffers = 128MB\n".write(toFile: kept, atomically: true, encoding: .utf8)
      try ready.edit("templates/shop.conf", "5432", "5433")
      let ended = try await ready.readiness("shop")
      #expect(ended.exit == 1 && ended.unwrapped.contains("was changed since the run was started"), "\(ended)")
      try FileManager.default.removeItem(atPath: run.folder)
      let gone = try await ready.readiness("shop")
      // The index is derived: of a run whose folder is gone nothing is known.
      #expect(gone.exit == 1 && gone.unwrapped.contains("never drilled"), "\(gone)")
    }
  }

  @Test func `a member of a set was drilled with its set`() async throws {
    try await ReadinessScene.play { ready in
      let wiki =
        "runbook: wiki\nservice: wiki\nverify:\n  - { id: see, run: \"true\", expect: { exit: 0 }, seen_red: { skip: no } }\n"
      try ready.scene.write("wiki.yaml", wiki)
      try ready.scene.write("all.yaml", "runbook: all\nrecovers: [shop.yaml, wiki.yaml]\n")
      let drill = try await ready.scene.halfhour("drill", "all.yaml")
      try #require(drill.exit == 0, "\(drill)")
      #expect(try await ready.readiness().exit == 0)
      try ready.edit("templates/shop.conf", "5432", "5433")
      let ended = try await ready.readiness()
      #expect(ended.exit == 1 && ended.unwrapped.contains("1 of 2 services are ready; shop needs"), "\(ended)")
    }
  }

  @Test func `who was in a live incident has not drilled by that`() async throws {
    try await ReadinessScene.drilled { ready in
      try ready.edit("site.yaml", "services:", "people: { matthew: { roles: [operator] } }\nservices:")
      let end = try await ready.scene.halfhour(
        "recover", "shop.yaml", "--yes", "--disrupted-at", "now", "--as", "matthew")
      try #require(end.exit == 0, "\(end)")
      let service = try await ready.service()
      let drilledBy = try #require(service["drilledBy"] as? [String])
      let incidentsBy = try #require(service["incidentsBy"] as? [String])
      #expect(drilledBy.count == 1 && !drilledBy[0].contains("matthew"), "\(service)")
      #expect(incidentsBy.count == 1 && incidentsBy[0].hasPrefix("matthew ("), "\(service)")
      #expect(service["incidents"] as? Int == 1 && service["lastIncident"] is String, "\(service)")
      #expect((service["people"] as? [String]).map { Set($0) } == Set(drilledBy + incidentsBy))
      let text = try await ready.readiness("shop")
      #expect(text.out.contains("drilled once by \(drilledBy[0]), last 20"), "\(text)")
    }
  }

  @Test(arguments: [["nosuch"], ["nosuch.yaml"], ["--mode", "incident"], ["--hosts", "--quiet"], ["out"]])
  func `what can't be meant is a wrong usage`(arguments: [String]) async throws {
    try await ReadinessScene.play { ready in
      try FileManager.default.createDirectory(atPath: ready.scene.path("out"), withIntermediateDirectories: true)
      let ended = try await ready.scene.start(["readiness"] + arguments).end()
      #expect(ended.exit == 2 && !ended.err.isEmpty, "\(ended)")
    }
  }
}
