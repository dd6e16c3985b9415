import Foundation
import Glibc
import Testing

/// Writes and syncs that fail, by `strace`, which answers for the kernel, and by libfiu, which answers for the C library.
///
/// `HALFHOUR_IO_ERRORS=100` makes so many of each kind rather than a few.
struct InputOutputErrorTests {
  private static let asked = ProcessInfo.processInfo.environment["HALFHOUR_IO_ERRORS"].flatMap { Int($0) }

  private static let phases = """
    install:
      - { id: one, run: "echo x >>HERE/one; echo one" }
      - { id: wait, run: "touch HERE/begun; while [ ! -e HERE/go ]; do sleep 0.02; done", idempotent: true }
      - { id: two, run: "echo x >>HERE/two; echo two" }
      - { id: three, run: "echo x >>HERE/three" }
    verify:
      - { id: see, run: "echo seen", expect: { equals: seen }, seen_red: { skip: tried elsewhere } }
    cleanup:
      - { id: tidy, run: "echo x >>HERE/tidied", only: drill }
    """

  /// The record that an incident falls back to stands in memory, which is the scene's own.
  private static func play(_ body: @escaping (Scene, PrivateMounts) async throws -> Void) async throws {
    try await Scene.play { scene in
      try scene.runbook(phases.replacing("HERE", with: scene.folder))
      let script = "mount -t tmpfs -o mode=1777 tmpfs /dev/shm; mkdir -p '\(scene.runtime)'"
      try await PrivateMounts.with(scene, script) { try await body(scene, $0) }
    }
  }

  private static func strace(_ scene: Scene, _ options: String...) -> [String] {
    ["strace", "-f", "-qq", "-o", scene.path("trace")] + options
  }

  private static func words(_ mode: String) -> [String] { [mode, "shop.yaml"] + (mode == "drill" ? [] : ["--yes"]) }

  private static func holdNothingTwice(_ scene: Scene, _ what: String) {
    for step in ["one", "two", "three"] { #expect(scene.lines(step).count <= 1, "\(what): \(step) was done twice") }
  }

  /// What must be true of a run whose record failed now and then, and once more when it was taken up again.
  private static func hold(_ scene: Scene, _ mounts: PrivateMounts, _ mode: String, _ end: Ended, _ what: String)
    async throws
  {
    #expect((mode == "drill" ? [0, 1, 2, 6] : [0, 3, 6]).contains(end.exit), "\(what): \(end)")
    if mode == "recover" { #expect(scene.lines("three") == ["x"] || end.exit == 6, "\(what): \(end)") }
    holdNothingTwice(scene, what)
    guard let run = try? mounts.run(), access(run.folder + "/journal.jsonl", F_OK) == 0 else { return }
    let again = try await mounts.halfhour("resume", "last")
    #expect([0, 1, 2, 3, 6].contains(again.exit), "\(what): \(again)")
    holdNothingTwice(scene, what)
    _ = try run.journal()
    #expect(Processes.ofRun(run.name) == [])
    if end.exit == 1 { #expect(again.exit != 0 || scene.lines("three") == ["x"], "\(what): \(end)\(again)") }
  }

  @Test(.timeLimit(.minutes(10)), arguments: ["drill", "recover"], ["fdatasync", "fsync"])
  func `a sync that fails stops a drill, which says why, and not an incident`(mode: String, call: String) async throws {
    for number in 1...(Self.asked ?? 3) {
      // Each thread counts for itself, so that one number may stand for several failures.
      for every in ["", "+"] {
        try await Self.play { scene, mounts in
          try scene.write("go", "")
          let command = Self.strace(
            scene, "-y", "-e", "trace=\(call)", "-e", "inject=\(call):error=EIO:when=\(number)\(every)")
          let end = try await mounts.start(Self.words(mode), through: command).end()
          let what = "\(mode), \(call) \(number)\(every)"
          let isHit = Self.journalCalls(scene).contains { $0.injected }
          if isHit { #expect(end.err.contains("made durable: Input/output error"), "\(what): \(end)") }
          // Where no file system at all takes a sync, not even memory, an incident is refused before it began.
          if mode == "recover", call == "fsync", every == "+", end.exit == 2 {
            #expect(end.err.contains("recorded in memory only") && !scene.exists("one"), "\(what): \(end)")
            return
          }
          try await Self.hold(scene, mounts, mode, end, what)
        }
      }
    }
  }

  @Test(.timeLimit(.minutes(10)), arguments: ["drill", "recover"], ["EIO", "ENOSPC"])
  func `a journal that can't be written for a while loses nothing that was told`(mode: String, error: String)
    async throws
  {
    for number in 1...(Self.asked ?? 2) {
      for every in ["", "+"] {
        try await Self.play { scene, mounts in
          let program = try mounts.start(Self.words(mode))
          try await scene.until("the job runs") { scene.exists("begun") }
          program.send(SIGKILL)
          _ = try await program.end()
          let before = try mounts.run().journalBytes()
          try scene.write("go", "")
          let journal = "\(scene.state)/runs/\(try mounts.run().name)/journal.jsonl"
          let command = Self.strace(
            scene, "-P", journal, "-e", "trace=write", "-e", "inject=write:error=\(error):when=\(number)\(every)")
          let end = try await mounts.start(["resume", "last"], through: command).end()
          let what = "\(mode), \(error) \(number)\(every)"
          let isHit = scene.lines("trace").contains { $0.contains("INJECTED") }
          #expect(isHit || number > 5, "\(what): \(end)")
          if isHit { #expect(end.err.contains("WARNING: the record of this run can't be written"), "\(what): \(end)") }
          if isHit && mode == "drill" { #expect(end.exit == 1, "\(what): \(end)") }
          #expect(try mounts.run().journalBytes().starts(with: before))
          try await Self.hold(scene, mounts, mode, end, what)
        }
      }
    }
  }

  // MARK: - Pages that the kernel gave up

  /// The journal's writes, cuts and syncs in their order.
  private static func journalCalls(_ scene: Scene) -> [(call: Substring, result: Int, injected: Bool)] {
    scene.lines("trace").filter { $0.contains("journal.jsonl>") }.compactMap { line in
      guard let open = line.firstIndex(of: "("), let equals = line.range(of: " = ", options: .backwards) else {
        return nil
      }
      let call = line[..<open].split(separator: " ").last ?? ""
      let result = line[equals.upperBound...].prefix { $0.isNumber || $0 == "-" }
      return (call, Int(result) ?? 0, line.contains("INJECTED"))
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `after a sync that failed the same bytes are written again before a sync counts`() async throws {
    try await Self.play { scene, mounts in
      try scene.write("go", "")
      let command = Self.strace(
        scene, "-y", "-s", "8", "-e", "trace=write,ftruncate,fdatasync", "-e", "inject=fdatasync:error=EIO:when=2")
      _ = try await mounts.start(Self.words("recover"), through: command).end()
      let calls = Self.journalCalls(scene)
      let failure = try #require(calls.firstIndex { $0.injected })
      let lost = try #require(calls[..<failure].last { $0.call == "write" }).result
      let next = calls[(failure + 1)...].prefix { $0.call != "fdatasync" }
      #expect(next.contains { $0.call == "ftruncate" }, "\(calls)")
      #expect(next.filter { $0.call == "write" }.map(\.result).reduce(0, +) > lost, "\(calls)")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a run that is taken up again writes what it inherits once more before its first sync`() async throws {
    try await Self.play { scene, mounts in
      let program = try mounts.start(Self.words("recover"))
      try await scene.until("the job runs") { scene.exists("begun") }
      program.send(SIGKILL)
      _ = try await program.end()
      let inherited = try mounts.run().journalBytes()
      try scene.write("go", "")
      let command = Self.strace(scene, "-y", "-s", "8", "-e", "trace=write,ftruncate,fdatasync")
      let end = try await mounts.start(["resume", "last"], through: command).end()
      #expect(end.exit == 3, "\(end)")
      let calls = Self.journalCalls(scene).prefix { $0.call != "fdatasync" }
      #expect(calls.filter { $0.call == "write" }.map(\.result).reduce(0, +) > inherited.count, "\(calls)")
      #expect(try mounts.run().journalBytes().starts(with: inherited))
    }
  }

  // MARK: - Anything at any time

  @Test(.timeLimit(.minutes(10)), arguments: ["drill", "recover"])
  func `calls that fail at random neither crash halfhour nor break its record`(mode: String) async throws {
    for round in 1...(Self.asked ?? 6) {
      try await Self.play { scene, mounts in
        try scene.write("go", "")
        let fails = ["rw/pwrite", "sync/*", "dir/mkdir", "dir/rename"].flatMap {
          ["-c", "enable_random name=posix/io/\($0),probability=0.0\(round % 3 + 2)"]
        }
        let end = try await mounts.start(Self.words(mode), through: ["fiu-run", "-x"] + fails).end()
        // Not every write: a lost one to the runtime's own wake-ups, which no kernel refuses, would hold it for ever.
        // Jobs are hit as well, and fail as they must; halfhour itself may not even come to its first line.
        #expect((0...6).contains(end.exit), "\(round): \(end)")
        Self.holdNothingTwice(scene, "\(round)")
        guard let run = try? mounts.run(), access(run.folder + "/journal.jsonl", F_OK) == 0 else { return }
        let again = try await mounts.halfhour("resume", "last")
        #expect((0...6).contains(again.exit) && !again.err.contains("is broken"), "\(round): \(end)\(again)")
        Self.holdNothingTwice(scene, "\(round)")
        if again.exit != 2 { _ = try run.journal() }
      }
    }
  }
}
