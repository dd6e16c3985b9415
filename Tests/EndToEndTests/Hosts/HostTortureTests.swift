import Foundation
import Testing

/// Links that fail at random instants of a run with steps in flight on four hosts.
///
/// `HALFHOUR_CUTS=100` cuts so many links; without it few are cut, for continuous integration.
@Suite(.inLab) struct HostTortureTests {
  private static let hosts = ["one", "two", "three", "four"]
  private static let cuts = ProcessInfo.processInfo.environment["HALFHOUR_CUTS"].flatMap { Int($0) } ?? 8
  private static let stepsPerHost = 12

  /// Chains side by side; every step leaves a trace of its start, and prints bytes whose sum its host keeps.
  private static var phases: String {
    var text = "install:\n"
    for host in hosts {
      for number in 1...stepsPerHost {
        let needs = number == 1 ? "[]" : "[\(host)-\(number - 1)]"
        text += """
            - id: \(host)-\(number)
              on: \(host)
              needs: \(needs)
              run: |
                echo \(number) >>/srv/starts
                head -c \(number * 40_000) /dev/urandom >/srv/bytes-\(number)
                head -c 1000 /srv/bytes-\(number)
                sleep 0.\(number % 10)
                tail -c +1001 /srv/bytes-\(number)
                echo \(number) >>/srv/ends

          """
      }
    }
    return text + "verify:\n  - { id: see, run: \"true\", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }\n"
  }

  @Test(.timeLimit(.minutes(30)))
  func `cut links cost no job, no byte and no second start`() async throws {
    var chance = SeededChance(Int.random(in: 1...1_000_000))
    var left = Self.cuts
    while left > 0 {
      try await HostScene.play(Self.hosts) { scene, lab in
        let program = try scene.startDrill(Self.phases)
        try await scene.until("it runs") { program.out.contains("one-1  started") }
        var mended: [String: ContinuousClock.Instant] = [:]
        while left > 0, !program.isOver {
          let host = Self.hosts[Int.random(in: 0..<Self.hosts.count, using: &chance)]
          try await Task.sleep(for: .milliseconds(Int.random(in: 0..<1_500, using: &chance)))
          try await lab.cut(host)
          left -= 1
          // One in eight is longer than a silent link stays unknown.
          try await Task.sleep(for: Int.random(in: 0..<8, using: &chance) == 0 ? .seconds(20) : .seconds(1))
          try await lab.mend(host)
          mended[host] = ContinuousClock.now
        }
        let end = try await program.end(within: .seconds(240))
        #expect(end.exit == 0, "\(end)")
        // What can't be reached at the end keeps what the run left there.
        let reached = Self.hosts.filter { host in
          mended[host].map { ContinuousClock.now - $0 > .seconds(25) } ?? true
        }
        try await Self.check(scene, lab, tidy: reached)
      }
    }
  }

  private static func check(_ scene: Scene, _ lab: Lab, tidy: [String]) async throws {
    let run = try scene.run()
    let all = (1...stepsPerHost).map { "\($0)\n" }.joined()
    for host in hosts {
      #expect(try await lab.shell(host, "cat /srv/starts") == all)
      #expect(try await lab.shell(host, "cat /srv/ends") == all)
      for number in 1...stepsPerHost {
        let sum = try await lab.shell(host, "sha256sum </srv/bytes-\(number)").prefix(64)
        let log = "\(run.folder)/logs/shop.\(host)-\(number).1.log"
        #expect(try await lab.program(["/usr/bin/sha256sum", log]).end().out.prefix(64) == sum, "\(host)-\(number)")
      }
      if tidy.contains(host) { #expect(try await lab.remains(on: host) == []) }
      #expect(try await lab.jobs(of: run.name, on: host) == [])
    }
  }
}
