import Foundation
import Testing

/// `kill -9` of halfhour at any instant loses nothing, doubles nothing and leaves nothing.
struct KillTests {
  /// Steps of every kind that this version has; each script notes its run in a file of its own.
  private static let phases = #"""
    precheck:
      - { id: find, run: 'echo x >>log/find; echo where=here >>"$HALFHOUR_OUTPUT"', outputs: [where] }
    install:
      - { id: one, needs: [find], run: echo x >>log/one }
      - { id: two, needs: [find], run: echo x >>log/two; sleep 0.1 }
      - { id: slow, needs: [find], run: echo x >>log/slow; sleep 0.3; echo slept }
      - id: flaky
        needs: [find]
        run: echo x >>log/flaky; test "$(wc -l <log/flaky)" -ge 2
        retry: { attempts: 5, delay: 50ms }
        idempotent: true
      - { id: bring, needs: [one], copy: { from: site.yaml, to: brought } }
      - id: render
        needs: [bring]
        with: { where: "{{ steps.find.where }}" }
        template: { from: page, to: page.out }
    restore:
      - id: load
        with: { where: "{{ steps.find.where }}" }
        run: echo x >>log/load; echo "rows=7" >>"$HALFHOUR_OUTPUT"
        outputs: [rows]
      - { id: again, run: echo x >>log/again, skip_if: test -e log/again }
    verify:
      - id: there
        with: { rows: "{{ steps.load.rows }}" }
        run: echo x >>log/there; echo "$rows"
        expect: { equals: 7 }
      - { id: polled, run: 'echo x >>log/polled; test "$(wc -l <log/polled)" -ge 3', within: 10s, every: 30ms, expect: { exit: 0 } }
    cleanup:
      - { id: tidy, run: echo x >>log/tidy, only: drill }
    """#

  /// 50, or as many as `$HALFHOUR_KILLS` says.
  private static let kills = ProcessInfo.processInfo.environment["HALFHOUR_KILLS"].flatMap { Int($0) } ?? 50

  private static let once = ["find", "one", "two", "slow", "load", "again", "tidy"]

  @Test(.timeLimit(.minutes(3)), arguments: 0..<kills)
  func `a run that is killed goes on where it was`(seed: Int) async throws {
    try await Scene.play { scene in
      var chance = SeededChance(seed)
      try Self.set(scene)
      // Two of three are killed while they resume, too.
      var program = try scene.start(["drill", "shop.yaml"])
      for _ in 0..<(seed % 3 + 1) {
        try await Task.sleep(for: .milliseconds(Int.random(in: 10...500, using: &chance)))
        try await program.murder()
        program = try scene.start(Self.next(scene))
      }
      let before = (try? Self.begun(scene)?.journalBytes()) ?? Data()
      try await program.murder()
      let acknowledged = before.prefix(through: before.lastIndex(of: 0x0A) ?? before.startIndex - 1)
      let end = try await scene.start(Self.next(scene)).end()
      try Self.hold(scene, end, acknowledged)
    }
  }

  private static func set(_ scene: Scene) throws {
    let place = scene.folder
    try scene.write("log/.keep", "")
    try scene.write("page", "here: {{where}}\n")
    try scene.runbook(phases.replacing("log/", with: place + "/log/"))
  }

  /// The run that has an entry; a process may be killed before it.
  private static func begun(_ scene: Scene) -> RunOnDisk? {
    scene.runNames.map { RunOnDisk(folder: scene.state + "/runs/" + $0) }
      .first { (try? $0.journalBytes().contains(0x0A)) ?? false }
  }

  private static func next(_ scene: Scene) -> [String] {
    begun(scene).map { ["resume", $0.name] } ?? ["drill", "shop.yaml"]
  }

  private static func hold(_ scene: Scene, _ end: Ended, _ acknowledged: Data) throws {
    let run = try #require(begun(scene))
    let isOver = end.exit == 0 || (end.exit == 2 && end.err.contains("is over: it passed"))
    #expect(isOver, "\(end)")
    #expect(try run.journalBytes().starts(with: acknowledged))
    let passed = try run.outcomes()
    #expect(Set(passed.values) == ["passed"], "\(passed)")
    #expect(passed.count == 12)
    for step in once { #expect(scene.lines("log/\(step)").count == 1, "\(step) ran more than once") }
    #expect(try scene.read("page.out") == "here: here\n")
    #expect(try scene.read("brought") == scene.read("site.yaml"))
    #expect(try run.journal().filter { $0.entry == "prompt-opened" }.isEmpty, "nobody had to be asked")
    #expect(scene.jobFolders == [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: run.folder + "/work") == [])
    #expect(Processes.ofRun(run.name) == [])
  }
}
