import Foundation
import Glibc
import Testing

/// `kill -9` of halfhour and all that it started at once, as when memory runs out or a container is ended.
///
/// Nobody is left to know how a job ended that was under way. A person is asked for those steps and for no other ones,
/// unless they may be done again without harm.
struct EverythingKillTests {
  /// How many kills in all: 24, or a fifth of `$HALFHOUR_KILLS`.
  private static let wanted =
    ProcessInfo.processInfo.environment["HALFHOUR_KILLS"].flatMap { Int($0) }.map { max(24, $0 / 5) } ?? 24

  /// What came of some kills.
  private struct Count: Sendable {
    var kills = 0
    var asked = 0
    var withoutQuestion = 0

    static func += (one: inout Count, other: Count) {
      one.kills += other.kills
      one.asked += other.asked
      one.withoutQuestion += other.withoutQuestion
    }
  }

  /// Twelve side by side, half of which may be done again, then six one by one.
  private static let once = (1...6).map { "w\($0)" } + (1...3).map { "c\($0)" }
  private static let again = (1...6).map { "i\($0)" } + (1...3).map { "d\($0)" }

  private static func phases(_ scene: Scene) -> String {
    let wide = (1...6).flatMap { number in
      [
        "  - { id: w\(number), needs: [], run: \(line("w\(number)", "0.\(number)", scene)) }",
        "  - { id: i\(number), needs: [], idempotent: true, run: \(line("i\(number)", "0.\(number)", scene)) }",
      ]
    }
    let chain = (1...3).flatMap { number in
      [
        "  - { id: c\(number), run: \(line("c\(number)", "0.05", scene)) }",
        "  - { id: d\(number), idempotent: true, run: \(line("d\(number)", "0.05", scene)) }",
      ]
    }
    return
      (["install:"] + wide + ["restore:"] + chain + ["verify:", "  - { id: see, run: 'true', expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }"])
      .joined(separator: "\n")
  }

  private static func line(_ step: String, _ sleep: String, _ scene: Scene) -> String {
    "'echo x >>\(scene.folder)/\(step); sleep \(sleep)'"
  }

  @Test(.timeLimit(.minutes(20)))
  func `when everything is killed, a person is asked for what was under way and for nothing else`() async throws {
    let total = try await withThrowingTaskGroup(of: Count.self) { group in
      for lane in 0..<4 {
        group.addTask {
          var count = Count()
          for seed in 0..<Self.wanted where count.kills < Self.wanted / 4 {
            count += try await Self.play(seed * 4 + lane)
          }
          return count
        }
      }
      return try await group.reduce(into: Count()) { $0 += $1 }
    }
    print(
      "everything killed: \(total.kills) times, a person asked for \(total.asked) steps, and for none after "
        + "\(total.withoutQuestion) kills; nothing done twice unless said above")
    #expect(total.kills >= Self.wanted / 4 * 4)
    #expect(total.asked > 0 && total.withoutQuestion < total.kills, "kills came while steps were under way")
  }

  /// As after a kill between the record of an outcome and the end of its job folder.
  @Test(.timeLimit(.minutes(1)))
  func `the job folder of a lost outcome is gone at the end of its run`() async throws {
    try await Scene.play { scene in
      let program = try scene.startDrill(
        """
        install:
          - { id: change, run: "echo x >>\(scene.folder)/change; sleep 20" }
        verify:
          - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
        """)
      try await scene.until("the job runs") { scene.exists("change") }
      #expect(try await Self.killAll(program, scene))
      let folder = "\(scene.runtime)/halfhour-\(getuid())/\(try #require(scene.jobFolders.first))"
      try FileManager.default.copyItem(atPath: folder, toPath: scene.path("kept"))
      let asks = try await scene.halfhour("resume", "last")
      #expect(asks.exit == 6, "\(asks)")
      // The folder may be gone, or be going under another name.
      for path in [folder, folder + ".gone"] where access(path, F_OK) == 0 {
        try FileManager.default.removeItem(atPath: path)
      }
      try FileManager.default.copyItem(atPath: scene.path("kept"), toPath: folder)
      let end = try await scene.halfhour("resume", "last", "--done", "change", "--reason", "looked")
      #expect(end.exit == 3, "\(end)")
      #expect(scene.jobFolders == [])
    }
  }

  /// Kills one run up to three times.
  private static func play(_ seed: Int) async throws -> Count {
    var count = Count()
    try await Scene.play { scene in
      var chance = SeededChance(seed)
      try scene.runbook(phases(scene), head: "", file: "shop.yaml")
      try scene.write("site.yaml", scene.read("site.yaml") + "limits: { total: 16 }\n")
      for _ in 0..<Int.random(in: 1...3, using: &chance) {
        let program = try scene.start(
          KilledRunbook.begun(scene).map { ["resume", $0.name] } ?? ["drill", "shop.yaml"])
        try await Task.sleep(for: .milliseconds(Int.random(in: 60...900, using: &chance)))
        guard try await killAll(program, scene), let run = KilledRunbook.begun(scene) else { break }
        count.kills += 1
        let lost = lost(scene)
        let asked = try await askAndAnswer(scene, run, "seed \(seed), kill \(count.kills)", lost)
        count.asked += asked
        if asked == 0 { count.withoutQuestion += 1 }
      }
      try await hold(scene, "seed \(seed)")
    }
    return count
  }

  /// False when the program had ended before.
  private static func killAll(_ program: Program, _ scene: Scene) async throws -> Bool {
    guard try await program.murder().wasKilled else { return false }
    // What was just being started may come up while others are being killed.
    try await scene.until("everything is dead") {
      let left = Processes.inheriting("HOME=\(scene.folder)")
      left.forEach { kill($0, SIGKILL) }
      return left.isEmpty
    }
    return true
  }

  /// The steps whose job has begun and has left no word about its end.
  private static func lost(_ scene: Scene) -> Set<String> {
    let root = "\(scene.runtime)/halfhour-\(getuid())"
    let names = scene.jobFolders.filter { name in
      let result = FileManager.default.contents(atPath: "\(root)/\(name)/result") ?? Data()
      return !name.hasSuffix(".gone") && access("\(root)/\(name)/started", F_OK) == 0
        && !result.elementsEqual(result.prefix { $0 != 0x0A } + [0x0A])
    }
    return Set(names.compactMap { $0.firstMatch(of: /shop_([a-z]+[0-9]*)\./).map { String($0.1) } })
  }

  /// Resumes, compares the questions with what was lost, and answers as a person does who looked; how many there were.
  private static func askAndAnswer(
    _ scene: Scene, _ run: RunOnDisk, _ what: String, _ lost: Set<String>
  ) async throws -> Int {
    let before = try run.journal().count
    let end = try await scene.halfhour("resume", run.name)
    let asked = try run.journal().dropFirst(before).filter { $0.entry == "prompt-opened" }.map(\.step)
    #expect(Set(asked) == lost.intersection(once) && asked.count == Set(asked).count, "\(what): lost \(lost), \(end)")
    guard !asked.isEmpty else { return 0 }
    #expect(end.exit == 6, "\(what): \(end)")
    let words = asked.flatMap { [scene.lines($0).isEmpty ? "--rerun" : "--done", $0] }
    let answered = try await scene.start(["resume", run.name, "--reason", "looked"] + words).end()
    #expect(answered.exit == 3, "\(what): \(answered)")
    return asked.count
  }

  private static func hold(_ scene: Scene, _ what: String) async throws {
    var run = KilledRunbook.begun(scene)
    let end = try await scene.start(run.map { ["resume", $0.name] } ?? ["drill", "shop.yaml"]).end()
    #expect([0, 3].contains(end.exit) || end.err.contains("is over: it passed"), "\(what): \(end)")
    run = KilledRunbook.begun(scene)
    let journal = try #require(run).journal()
    #expect(journal.last?.entry == "run-finished", "\(what)")
    for step in once { #expect(scene.lines(step).count == 1, "\(what): \(step) ran \(scene.lines(step).count) times") }
    for step in again { #expect(!scene.lines(step).isEmpty, "\(what): \(step) never ran") }
    #expect(scene.jobFolders == [], "\(what)")
  }
}
