import Foundation
import Testing

/// What the reports of real runs tell of the runs before them.
struct ReportPastTests {
  private static func drill(_ scene: Scene, _ note: String = "") async throws -> String {
    let phases = """
      # \(note)
      restore:
        - { id: load, files: [load], run: ./load }
      verify:
        - { id: see, run: "true", seen_red: { skip: "it reads nothing" }, expect: { exit: 0 } }
      cutover:
        - { id: move, run: "true", only: incident }
      """
    let ended = try await scene.drill(phases)
    #expect(ended.exit == 0 || ended.exit == 3, "\(ended)")
    return try await report(scene)
  }

  private static func report(_ scene: Scene) async throws -> String {
    let ended = try await scene.start(["report", "last"]).end()
    #expect(ended.exit == 0, "\(ended)")
    return ended.out
  }

  @Test func `the second drill is compared with the first, and tells what was changed since`() async throws {
    try await Scene.play { scene in
      try scene.write("load", "#!/bin/sh\necho one\n", executable: true)
      let first = try await Self.drill(scene)
      #expect(!first.contains("## Compared with the last runs") && !first.contains("## Changed since"), "\(first)")
      #expect(first.contains("| only in an incident | never |"), "\(first)")
      let second = try await Self.drill(scene)
      #expect(second.contains("Nothing was changed since the drill of 20"), "\(second)")
      #expect(second.contains("## Compared with the last runs"), "\(second)")
      try scene.write("load", "#!/bin/sh\necho two\necho three\n", executable: true)
      let third = try await Self.drill(scene)
      #expect(third.contains("\n- load was changed (lines added: 2, removed: 1)\n"), "\(third)")
      #expect(!third.contains("shop.yaml was changed"), "\(third)")
      let runs = scene.state + "/runs"
      let names = try FileManager.default.contentsOfDirectory(atPath: runs).sorted()
      let last = try #require(names.last)
      let kept = try String(contentsOfFile: "\(runs)/\(last)/report.html", encoding: .utf8)
      #expect(kept.contains("load was changed (lines added: 2, removed: 1)"), "written at the run's end, too")
    }
  }

  @Test func `a set has its own heading, and is compared with its last drill`() async throws {
    try await Scene.play { scene in
      try scene.write("load", "#!/bin/sh\n", executable: true)
      _ = try await Self.drill(scene)
      try scene.write(
        "all.yaml", "runbook: all\ntitle: Bring the office back\npurpose: A look\nrecovers: [shop.yaml]\n")
      for _ in 1...2 { _ = try await scene.halfhour("drill", "all.yaml") }
      let text = try await Self.report(scene)
      #expect(text.contains("Bring the office back") && text.contains("| Purpose | A look |"), "\(text)")
      #expect(text.contains("Nothing was changed since the drill of 20"), "\(text)")
    }
  }

  @Test func `a report is whole without an index that can be used`() async throws {
    try await Scene.play { scene in
      try scene.write("load", "#!/bin/sh\n", executable: true)
      _ = try await Self.drill(scene)
      let index = scene.state + "/index.sqlite"
      for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: index + suffix) {
        try FileManager.default.removeItem(atPath: index + suffix)
      }
      // Nothing can be opened where a folder stands.
      try FileManager.default.createDirectory(atPath: index, withIntermediateDirectories: false)
      let text = try await Self.drill(scene, "again")
      #expect(text.contains("What earlier runs measured is not known: their records can't be used now."), "\(text)")
      #expect(text.contains("| only in an incident | not known |"), "\(text)")
      #expect(text.contains("## For the record"), "\(text)")
    }
  }
}
