import Foundation
import Glibc
import Testing

/// An export that can't be done says why and leaves nothing half-written.
struct ExportTests {
  private static let phases = """
    install:
      - { id: talk, run: "echo hello" }
    verify:
      - { id: see, run: "while [ -e hold ]; do sleep 0.05; done; echo seen", expect: { equals: seen }, seen_red: { skip: no } }
    """

  private static func left(_ scene: Scene) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: scene.folder)) ?? []).filter { $0.contains("evidence") }
  }

  @Test(.timeLimit(.minutes(1)))
  func `an archive that is there is kept, unless it may be replaced`() async throws {
    try await Scene.play { scene in
      #expect(try await scene.drill(Self.phases).exit == 0)
      try scene.write("mine.tar.gz", "mine")
      let end = try await scene.halfhour("evidence", "export", "last", "-o", "mine.tar.gz")
      #expect(end.exit == 2 && end.err.contains("mine.tar.gz is there already"), "\(end)")
      #expect(try scene.read("mine.tar.gz") == "mine")
      #expect(try await scene.halfhour("evidence", "export", "last", "-o", "mine.tar.gz", "--force").exit == 0)
      #expect(try await scene.halfhour("evidence", "verify", "mine.tar.gz").exit == 0)
      let named = try await scene.halfhour("evidence", "export", "last")
      let name = "\(try scene.run().name).evidence.tar.gz"
      #expect(named.exit == 0 && Self.left(scene) == [name] && named.out.hasPrefix("Archive  \(name)\n"), "\(named)")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `an archive holds what stands in the run's folder once, whatever became of the site's templates`() async throws {
    try await Scene.play { scene in
      #expect(try await scene.drill(Self.phases).exit == 0)
      try scene.write("templates/overview.html.mustache", "<p>{{verdct}}</p>")
      let end = try await scene.halfhour("evidence", "export", "last", "-o", "a.tar.gz")
      #expect(end.exit == 0 && end.err.contains("templates/overview.html.mustache:1:4"), "\(end)")
      let list = try await scene.shell("tar tzf a.tar.gz | grep -o '/report[.].*' | sort").end()
      #expect(list.out == "/report.html\n/report.json\n/report.md\n", "\(list)")
      let sums = try await scene.shell("tar xzOf a.tar.gz --wildcards '*/MANIFEST.sha256' | grep -c ' report[.]'").end()
      #expect(sums.out == "3\n", "\(sums)")
      #expect(try await scene.halfhour("evidence", "verify", "a.tar.gz").exit == 0)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a run in hand is refused, and one that waits is exported, verified, and imported nowhere`() async throws {
    try await Scene.play { scene in
      try scene.write("hold", "")
      let phases = Self.phases.replacing("-e hold", with: "-e '\(scene.path("hold"))'")
      let program = try scene.startDrill(phases)
      try await scene.until("the check runs") { program.out.contains("shop.see  started") }
      let held = try await scene.halfhour("evidence", "export", "last")
      #expect(held.exit == 2 && held.err.contains("is in the hands of"), "\(held)")
      #expect(Self.left(scene).isEmpty)
      program.send(SIGTERM)
      #expect(try await program.end().exit == 6)
      let open = try await scene.halfhour("evidence", "export", "last", "-o", "open.tar.gz")
      #expect(open.exit == 0 && open.out.contains("The run is not over"), "\(open)")
      let verdict = try await scene.halfhour("evidence", "verify", "open.tar.gz")
      #expect(verdict.exit == 0 && verdict.out.contains("the run's verdict: not over"), "\(verdict)")
      let taken = try await scene.halfhour(
        "evidence", "import", "open.tar.gz", environment: ["HALFHOUR_STATE": scene.path("other")])
      #expect(taken.exit == 2 && taken.err.contains("is not over"), "\(taken)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: scene.path("other/runs")).isEmpty)
      unlink(scene.path("hold"))
      #expect(try await scene.halfhour("resume", "last").exit == 0)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a disk without room, and a folder that isn't there, are told and leave nothing`() async throws {
    try await Scene.play { scene in
      #expect(try await scene.drill(Self.phases).exit == 0)
      let log = "\(try scene.run().folder)/logs/shop.talk.1.log"
      // Noise, as it doesn't get smaller.
      #expect(try await scene.shell("head -c 900000 /dev/urandom >'\(log)'").end().exit == 0)
      let missing = try await scene.halfhour("evidence", "export", "last", "-o", "nowhere/x.tar.gz")
      #expect(
        missing.exit == 1 && missing.err.contains("nowhere/x.tar.gz can't be written: No such file"), "\(missing)")
      let mount = "mkdir '\(scene.path("full"))' && mount -t tmpfs -o size=64k none '\(scene.path("full"))'"
      try await PrivateMounts.with(scene, mount) { mounts in
        let full = try await mounts.halfhour("evidence", "export", "last", "-o", "full/x.tar.gz")
        #expect(full.exit == 1 && full.err.contains("full/x.tar.gz can't be written: "), "\(full)")
        #expect(full.err.contains("No space left"), "\(full)")
        try await mounts.shell("test -z \"$(ls -A '\(scene.path("full"))')\"")
        let look = try mounts.start(["evidence", "verify", "full/x.tar.gz"])
        #expect(try await look.end().exit == 2)
      }
      #expect(Self.left(scene).isEmpty)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a key that can't sign leaves no archive, and no sign-off`() async throws {
    try await Scene.play { scene in
      #expect(try await scene.drill(Self.phases).exit == 0)
      let lines = try scene.run().journal().count
      let end = try await scene.halfhour("evidence", "export", "last", "--key", "nobodys")
      #expect(end.exit == 1 && end.err.contains("ssh-keygen did not sign with nobodys"), "\(end)")
      #expect(Self.left(scene).isEmpty)
      let signOff = try await scene.halfhour("report", "last", "--sign-off", "reviewed", "--key", "nobodys")
      #expect(signOff.exit == 1 && signOff.err.contains("did not sign"), "\(signOff)")
      #expect(try scene.run().journal().count == lines)
    }
  }
}
