import Foundation
import Glibc
import Testing

/// Somebody stands for a record, with a key or without.
struct SignOffTests {
  private static let phases = """
    verify:
      - { id: see, run: "echo seen", expect: { equals: seen }, seen_red: { skip: no } }
    """

  private static func signOff(_ scene: Scene, _ words: String...) async throws -> Ended {
    try await scene.start(["report", "last", "--sign-off"] + words).end()
  }

  @Test(.timeLimit(.minutes(1)))
  func `a record is signed off once by each, only when it is over, and its report says so`() async throws {
    try await Scene.play { scene in
      try scene.write(
        "site.yaml",
        "site: S\ntarget: { rto: 5m }\nservices:\n  shop: { tier: critical }\npeople:\n  ruth: { roles: [sales] }\n  matthew: { roles: [network] }\n"
      )
      try scene.write("hold", "")
      let program = try scene.startDrill(
        "install:\n  - { id: wait, run: \"while [ -e '\(scene.path("hold"))' ]; do sleep 0.05; done\" }\n" + Self.phases
      )
      try await scene.until("it runs") { program.out.contains("shop.wait  started") }
      let early = try await Self.signOff(scene, "reviewed", "--as", "ruth")
      #expect(early.exit == 2 && early.err.contains("the run is not over"), "\(early)")
      unlink(scene.path("hold"))
      let end = try await program.end()
      let printed = try #require(end.out.split(separator: "\n").first { $0.hasPrefix("Journal  ") }?.dropFirst(9))
      let first = try await Self.signOff(scene, "reviewed", "--as", "ruth", "--remark", "as \"agreed\"")
      #expect(first.exit == 0 && first.out.contains("reviewed by ruth") && first.out.contains(printed), "\(first)")
      let twice = try await Self.signOff(scene, "reviewed", "--as", "ruth")
      #expect(twice.exit == 2 && twice.err.contains("has reviewed this record already"), "\(twice)")
      #expect(try await Self.signOff(scene, "acknowledged", "--as", "matthew").exit == 0)
      let nobody = try await Self.signOff(scene, "reviewed", "--as", "eve")
      #expect(nobody.exit == 2 && nobody.err.contains("knows nobody called eve"), "\(nobody)")
      #expect(try await Self.signOff(scene, "signed").exit == 2)
      let alone = try await scene.halfhour("report", "last", "--remark", "x")
      #expect(alone.exit == 2 && alone.err.contains("go with --sign-off"), "\(alone)")
      for words in [["--quarter", "2026Q4"], ["--since", "90d"], ["--output", "r.html"], ["--format", "json"]] {
        let mixed = try await scene.start(["report", "--sign-off", "prepared", "--as", "ruth"] + words).end()
        #expect(mixed.exit == 2 && mixed.err.contains("--sign-off "), "\(mixed)")
      }
      #expect(try await scene.halfhour("note", "last", "the UPS beeps").exit == 0)
      #expect(try await Self.signOff(scene, "reviewed", "--as", "ruth").exit == 0)
      let lines = try scene.run().journal().filter { $0.entry == "signed-off" }
      #expect(lines.map { $0.fields["role"] as? String } == ["reviewed", "acknowledged", "reviewed"])
      #expect(lines.first?.fields["remark"] as? String == "as \"agreed\"")
      let report = try await scene.halfhour("report", "last", "--format", "json").out
      #expect(report.contains("\"signOffs\"") && report.contains("\"role\" : \"acknowledged\""))
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `an agent signs with a public key alone`() async throws {
    try await Scene.play { scene in
      #expect(try await scene.drill(Self.phases).exit == 0)
      try await scene.makeKeys()
      let end = try await scene.shell(
        """
        ssh-agent sh -c 'ssh-add -q key && mkdir private && mv key private && \
        "$0" report last --sign-off prepared --key key.pub && \
        "$0" evidence export last -o a.tar.gz --key key.pub' "$0"
        """
      ).end()
      #expect(end.exit == 0, "\(end)")
      try await EvidenceBox(scene: scene, run: "").shell("echo \"$(id -un),ruth $(cat key.pub)\" >allowed")
      let verdict = try await scene.halfhour("evidence", "verify", "a.tar.gz", "--allowed-signers", "allowed")
      #expect(
        verdict.exit == 0 && verdict.out.contains("holds    sign-offs: line") && !verdict.out.contains("unknown"),
        "\(verdict)")
    }
  }
}
