import Foundation
import Glibc
import Testing

/// A disk without room for the state folder, the logs or the job folders.
///
/// `HALFHOUR_FULL_DISK=long` tries each number of free pages and names rather than a few of them.
struct FullDiskTests {
  private static let isLong = ProcessInfo.processInfo.environment["HALFHOUR_FULL_DISK"] == "long"

  /// So many steps follow the one that waits; a full disk is noticed when the journal has used what was held for it.
  private static func phases(more: Int) -> String {
    """
    install:
      - { id: one, run: "echo x >>HERE/one" }
      - { id: wait, run: "touch HERE/begun; while [ ! -e HERE/go ]; do sleep 0.02; done" }

    """ + (1...more).map { "  - { id: more-\($0), run: \"echo x >>HERE/more-\($0)\" }\n" }.joined() + """
        - { id: flood, run: "yes 0123456789abcdef | head -c 3000000; echo flooded >HERE/flooded" }
      verify:
        - { id: see, run: "echo seen", expect: { equals: seen }, seen_red: { skip: tried elsewhere } }
      cleanup:
        - { id: tidy, run: "echo x >>HERE/tidied", only: drill }
      """
  }

  private static let few = 9
  private static let many = 200

  private static func changing(_ more: Int) -> [String] { ["one"] + (1...more).map { "more-\($0)" } }

  /// Plays a scene in which a folder is a small disk of its own; memory for records and jobs is the scene's, too.
  private static func play(
    on place: @escaping (Scene) -> String, options: String = "size=1m", phases: String = phases(more: few),
    _ body: @escaping (Scene, PrivateMounts) async throws -> Void
  ) async throws {
    try await Scene.play { scene in
      let folder = place(scene)
      try scene.runbook(phases.replacing("HERE", with: scene.folder))
      let script = """
        mkdir -p '\(folder)'
        mount -t tmpfs -o mode=1777 tmpfs /dev/shm
        mkdir -p '\(scene.runtime)'
        mount -t tmpfs -o mode=700,\(options) tmpfs '\(folder)'
        """
      try await PrivateMounts.with(scene, script) { try await body(scene, $0) }
    }
  }

  /// Starts a run, and fills the disk while a step waits.
  private static func startAndFill(
    _ scene: Scene, _ mounts: PrivateMounts, _ command: String..., fill: () throws -> Ballast
  ) async throws -> (Program, Ballast) {
    let program = try mounts.start(command)
    try await scene.until("the job runs") { scene.exists("begun") }
    return (program, try fill())
  }

  private static func holdNothingTwice(_ scene: Scene, more: Int = few) {
    for step in changing(more) { #expect(scene.lines(step).count <= 1, "\(step) was done twice") }
  }

  // MARK: - The state folder

  @Test(.timeLimit(.minutes(1)))
  func `a drill without room for its record stops, cleans up, and says why on the screen and in its record`()
    async throws
  {
    try await Self.play(on: \.state, phases: Self.phases(more: Self.many)) { scene, mounts in
      let (program, ballast) = try await Self.startAndFill(scene, mounts, "drill", "shop.yaml") {
        try Ballast(in: mounts.outside(scene.state))
      }
      try scene.write("go", "")
      let end = try await program.end()
      #expect(end.exit == 1, "\(end)")
      #expect(end.err.contains("hardly any room is left for the journal: No space left on device"), "\(end)")
      #expect(end.out.contains("STOPPING because a drill without a record proves nothing"), "\(end)")
      #expect(scene.lines("tidied") == ["x"] && scene.lines("one") == ["x"], "\(end)")
      #expect(!scene.exists("more-\(Self.many)") && !scene.exists("flooded"), "what can't be recorded is not begun")
      Self.holdNothingTwice(scene, more: Self.many)
      #expect(scene.jobFolders == [])
      let run = try mounts.run()
      #expect(try run.journal().last?.entry == "run-finished", "room was held for the end")
      #expect(Processes.ofRun(run.name) == [])
      try ballast.remove()
      let again = try await mounts.halfhour("resume", "last")
      #expect(again.exit == 1 && again.out.contains("The drill FAILED"), "\(again)")
      #expect(scene.lines("tidied") == ["x"], "\(again)")
      let html = try String(contentsOfFile: run.folder + "/report.html", encoding: .utf8)
      #expect(html.contains("the journal could not be written, so the drill proves nothing"))
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: [false, true])
  func `an incident without room for its record goes on to its end and says so`(roomComesBack: Bool) async throws {
    // What floods the log must not take again what was given back.
    let options = roomComesBack ? "size=8m" : "size=1m"
    try await Self.play(on: \.state, options: options, phases: Self.phases(more: Self.many)) { scene, mounts in
      let (program, ballast) = try await Self.startAndFill(scene, mounts, "recover", "shop.yaml", "--yes") {
        try Ballast(in: mounts.outside(scene.state))
      }
      try scene.write("go", "")
      if roomComesBack {
        try await scene.until("the record fails") { program.out.contains("THE RECORD CAN'T BE WRITTEN") }
        try ballast.remove()
      }
      let end = try await program.end()
      #expect(end.exit == 3, "\(end)")
      #expect(end.err.contains("WARNING: the record of this run can't be written"), "\(end)")
      #expect(end.out.contains("the journal could not be written for a while"), "\(end)")
      #expect(scene.exists("flooded"), "a log without room does no harm")
      for step in Self.changing(Self.many) { #expect(scene.lines(step) == ["x"], "\(step)") }
      let run = try mounts.run()
      if roomComesBack {
        #expect(try run.journal().last?.entry == "run-finished")
        #expect(try Set(run.outcomes().values) == ["passed"])
        let html = try String(contentsOfFile: run.folder + "/report.html", encoding: .utf8)
        #expect(html.contains("the journal could not be written for a while"))
        #expect(html.contains("the record could not be written: "))
      } else {
        #expect(end.err.contains("entries of the journal are lost"), "\(end)")
        try ballast.remove()
        let again = try await mounts.halfhour("resume", "last")
        #expect([3, 6].contains(again.exit), "\(again)")
        Self.holdNothingTwice(scene, more: Self.many)
        #expect(try await mounts.halfhour("report", "last").out.contains("the record could not be written"))
      }
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a state folder of any small size refuses, or stops, or holds the run, and always says why`() async throws {
    let sizes = Self.isLong ? Array(1...40) : [1, 4, 7, 10, 16]
    let options = sizes.map { "size=\($0 * 4)k" } + sizes.map { "size=4m,nr_inodes=\($0 + 1)" }
    for options in options {
      for mode in ["drill", "recover"] {
        try await Self.play(on: \.state, options: options) { scene, mounts in
          try scene.write("go", "")
          let end = try await mounts.start([mode, "shop.yaml"] + (mode == "drill" ? [] : ["--yes"])).end()
          // With room for everything there is nothing to say; an incident of which nobody knows the begin is a condition.
          let told =
            end.all.contains("No space left on device") || end.exit == 0
            || (end.exit == 3 && !end.all.contains("WARNING") && !end.all.contains("journal could not"))
          #expect(told, "\(options): \(end)")
          #expect(mode == "drill" ? [0, 1, 2].contains(end.exit) : [0, 3].contains(end.exit), "\(options): \(end)")
          if mode == "recover" { #expect(scene.lines("more-9") == ["x"], "\(options): \(end)") }
          if end.exit == 2 { #expect(!scene.exists("one"), "what is refused does nothing") }
          Self.holdNothingTwice(scene)
        }
      }
    }
  }

  // MARK: - The logs

  @Test(.timeLimit(.minutes(1)), arguments: ["drill", "recover"])
  func `a log without room is cut and says so, and neither the job nor its check is harmed`(mode: String) async throws {
    let phases = """
      install:
        - { id: wait, run: "touch HERE/begun; while [ ! -e HERE/go ]; do sleep 0.02; done" }
        - { id: flood, run: "yes 0123456789abcdef | head -c 3000000; echo flooded >HERE/flooded" }
        - { id: secretly, with: { key: "{{ secrets.key }}" }, run: 'echo "$key"; yes "$key" | head -c 200000; echo' }
      verify:
        - { id: see, run: "echo seen", expect: { equals: seen }, seen_red: { skip: tried elsewhere } }
        - { id: unlike, run: "echo unlike", expect: { equals: seen }, seen_red: { skip: tried elsewhere }, on_failure: continue }
        - { id: count, run: "yes | head -n 100000", expect: { lines: 100000 }, seen_red: { skip: tried elsewhere } }
        - { id: hides, with: { key: "{{ secrets.key }}" }, run: 'echo "<$key>"', expect: { matches: "^<[^m]+>$" }, seen_red: { skip: tried elsewhere } }
      """
    try await Scene.play { scene in
      try scene.write("key", "my-little-secret\n")
      try scene.runbook(phases.replacing("HERE", with: scene.folder), head: "secrets: { key: { file: key } }")
      try await PrivateMounts.with(scene, "true") { mounts in
        let program = try mounts.start([mode, "shop.yaml"] + (mode == "drill" ? [] : ["--yes"]))
        try await scene.until("the job runs") { scene.exists("begun") }
        let run = try mounts.run()
        let logs = "\(scene.state)/runs/\(run.name)/logs"
        try await mounts.shell("mount -t tmpfs -o mode=700,size=64k tmpfs '\(logs)'")
        try scene.write("go", "")
        let end = try await program.end()
        let outcomes = try run.outcomes()
        #expect(outcomes["unlike"] == "failed", "no false green")
        for step in ["flood", "secretly", "see", "count", "hides"] {
          let messages = try run.messages(of: step)
          #expect(outcomes[step] == "passed", "\(step): \(messages) \(end)")
        }
        #expect(scene.exists("flooded"))
        let flood = String(decoding: try run.log("shop.flood.1"), as: UTF8.self)
        #expect(flood.hasPrefix("0123456789abcdef\n") && flood.utf8.count <= 64 << 10)
        let report = try await mounts.halfhour("report", "last")
        #expect(report.out.contains("the log lacks a part"), "\(report)")
      }
    }
  }

  // MARK: - The job folders

  @Test(.timeLimit(.minutes(1)), arguments: ["size=1m", "size=64m,nr_inodes=100"])
  func `a place for jobs that is nearly full is passed over`(options: String) async throws {
    try await Self.play(on: \.runtime, options: options) { scene, mounts in
      try scene.write("go", "")
      let end = try await mounts.halfhour("drill", "shop.yaml")
      #expect(end.exit == 0, "\(end)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: mounts.outside(scene.runtime)) == [])
    }
  }

  @Test(.timeLimit(.minutes(5)), arguments: ["size=40m", "size=40m,nr_inodes=1100"])
  func `job folders without room end in a plain failure or a success, never in a guess`(options: String) async throws {
    for left in Self.isLong ? Array(0...24) : [0, 1, 2, 3, 4, 5, 7, 9] {
      try await Self.play(on: \.runtime, options: options) { scene, mounts in
        let runtime = mounts.outside(scene.runtime)
        let (program, ballast) = try await Self.startAndFill(scene, mounts, "drill", "shop.yaml") {
          options.contains("inodes")
            ? try Ballast(namesIn: runtime, leaving: left) : try Ballast(in: runtime, leaving: left)
        }
        try scene.write("go", "")
        let end = try await program.end()
        let run = try mounts.run()
        let outcomes = try run.outcomes()
        #expect([0, 1].contains(end.exit), "\(left) left: \(end)")
        for (step, outcome) in outcomes where outcome == "failed" {
          let message = try run.messages(of: step).joined()
          #expect(message.contains("room") || ["flood", "see"].contains(step), "\(left) left: \(step): \(message)")
          #expect(!scene.exists(step) || step == "flood", "\(left) left: \(step) ran and is called failed")
        }
        for (step, outcome) in outcomes where outcome == "passed" && Self.changing(Self.few).contains(step) {
          #expect(scene.lines(step) == ["x"], "\(left) left: \(step) is called passed")
        }
        try ballast.remove()
        Self.holdNothingTwice(scene)
        #expect(Processes.ofRun(run.name) == [])
      }
    }
  }
}
