import Foundation
import Glibc
import Testing

/// Folders, locks, umasks and sizes.
struct PlaceTests {
  private static let phases = "verify:\n  - { id: see, run: echo seen, expect: { equals: seen }, seen_red: { skip: tried elsewhere } }"

  @Test(.timeLimit(.minutes(1)), arguments: ["000", "077", "0777"])
  func `records are private whatever the umask`(umask: String) async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.phases)
      let end = try await scene.halfhour("drill", "shop.yaml", umask: umask == "0777" ? "277" : umask)
      #expect(end.exit == 0, "\(end)")
      var status = Glibc.stat()
      for name in [""] + (FileManager.default.enumerator(atPath: scene.state)?.compactMap { $0 as? String } ?? []) {
        lstat(scene.state + "/" + name, &status)
        #expect(status.st_mode & 0o077 == 0, "\(name) is open to others")
      }
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["file", "open", "relative"])
  func `a state folder that can't be trusted is refused`(kind: String) async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.phases)
      try FileManager.default.createDirectory(atPath: scene.path("real"), withIntermediateDirectories: false)
      chmod(scene.path("real"), kind == "open" ? 0o777 : 0o700)
      try scene.write("file", "")
      let state = ["open": scene.path("real"), "relative": "real"][kind] ?? scene.path(kind)
      let end = try await scene.halfhour("drill", "shop.yaml", environment: ["HALFHOUR_STATE": state])
      #expect(end.exit == 2, "\(end)")
      #expect(end.err.contains(state) && !end.out.contains("seen"), "\(end)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: scene.path("real")).isEmpty)
    }
  }

  @Test(.timeLimit(.minutes(1)), .enabled(if: geteuid() == 0))
  func `a state folder that belongs to somebody else is refused`() async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.phases)
      mkdir(scene.path("foreign"), 0o700)
      chown(scene.path("foreign"), 12_345, 12_345)
      let end = try await scene.halfhour(
        "drill", "shop.yaml", environment: ["HALFHOUR_STATE": scene.path("foreign")])
      #expect(end.exit == 2 && end.err.contains("belongs to user 12345"), "\(end)")
    }
  }

  @Test(.timeLimit(.minutes(1)), .enabled(if: geteuid() == 0))
  func `a place for jobs that somebody else laid out is refused`() async throws {
    try await Scene.play { scene in
      mkdir("\(scene.runtime)/halfhour-\(getuid())", 0o700)
      chown("\(scene.runtime)/halfhour-\(getuid())", 12_345, 12_345)
      let end = try await scene.drill(Self.phases)
      #expect(end.exit == 2 && end.err.contains("belongs to user 12345"), "\(end)")
      #expect(scene.runNames.allSatisfy { !scene.exists("state/runs/\($0)/journal.jsonl") })
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `one process at a time has a run in hand, and one run a service`() async throws {
    try await Scene.play { scene in
      let program = try scene.startDrill(
        """
        verify:
          - { id: wait, run: "touch \(scene.folder)/begun; while [ ! -e \(scene.folder)/go ]; do sleep 0.05; done", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
        """)
      try await scene.until("the job runs") { scene.exists("begun") }
      let run = try scene.run().name
      let drill = try await scene.halfhour("drill", "shop.yaml")
      #expect(drill.exit == 2, "\(drill)")
      #expect(drill.err.contains("shop is being recovered already") && drill.err.contains(run), "\(drill)")
      #expect(drill.err.contains("process \(program.pid)"), "\(drill)")
      let resume = try await scene.halfhour("resume")
      #expect(resume.exit == 2, "\(resume)")
      #expect(resume.err.contains("in the hands of") && resume.err.contains("process \(program.pid)"), "\(resume)")
      #expect(scene.runNames == [run], "a refused drill leaves no run behind")
      try scene.write("go", "")
      #expect(try await program.end().exit == 0)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `200 MB of output go to disk byte by byte and not through memory`() async throws {
    try await Scene.play { scene in
      let bytes = 200_000_000
      let program = try scene.startDrill(
        """
        verify:
          - id: flood
            run: yes 0123456789abcdefghijklmnopqrstuvwxyz012 | head -c \(bytes)
            expect: { exit: 0 }
            seen_red: { skip: tried elsewhere }
            log: 1GB
        """)
      var peak = 0
      try await scene.until("the run is over", within: .seconds(40)) {
        peak = max(peak, Self.peakMemory(of: program.pid))
        return program.out.contains("Journal")
      }
      #expect(try await program.end().exit == 0)
      #expect((1_000_000..<200_000_000).contains(peak), "\(peak) bytes of memory")
      let log = try scene.run().logSize("shop.flood.1")
      #expect(log == bytes)
      let compare = #"yes 0123456789abcdefghijklmnopqrstuvwxyz012 | head -c "$0" | cmp - "$1""#
      let path = try scene.run().folder + "/logs/shop.flood.1.log"
      let comparison = try Program(
        ["/bin/sh", "-c", compare, "\(bytes)", path], environment: ["PATH": "/usr/bin:/bin"], folder: scene.folder,
        umask: "022")
      let same = try await comparison.end()
      #expect(same.exit == 0, "\(same)")
    }
  }

  /// `VmHWM`, in bytes.
  private static func peakMemory(of pid: pid_t) -> Int {
    let status = FileManager.default.contents(atPath: "/proc/\(pid)/status") ?? Data()
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM") }
    return (line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) } ?? 0) * 1_024
  }
}
