import Foundation
import Glibc
import Testing

/// A job that prints as fast as it can harms neither memory nor its own end.
struct FloodTests {
  private static func phases(log: String, with: String) -> String {
    """
    install:
      - id: flood
        on_failure: continue
        timeout: 2s\(log)\(with)
        run: |
          echo first; echo x >begun; exec yes 'Some words of the usual length, all without any sense'
    verify:
      - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
    """
  }

  private static let secret = "\n    with: { s: \"{{ secrets.s }}\" }"

  /// The log's limit is reached soon; without one, what is too much to be searched for secrets is passed over.
  @Test(
    .timeLimit(.minutes(2)),
    arguments: [("\n    log: 1MB", ""), ("\n    log: 1MB", secret), ("", secret)])
  func `a flood is cut, not waited for`(log: String, with: String) async throws {
    try await Scene.play { scene in
      try scene.write("secret", "Some-secret-words\n")
      let begin = ContinuousClock.now
      let program = try scene.startDrill(
        Self.phases(log: log, with: with), head: "secrets: { s: { file: secret } }")
      var memory = 0
      var waiting = 0
      while !program.isOver {
        memory = max(memory, Self.residentKilobytes(program.pid))
        waiting = max(waiting, Self.rawKilobytes(scene))
        if ContinuousClock.now - begin > .seconds(60) { break }
        try await Task.sleep(for: .milliseconds(20))
      }
      let end = try await program.end()
      #expect(end.exit == 3, "\(end)")
      #expect(ContinuousClock.now - begin < .seconds(40), "the step's end waited for its log")
      #expect(memory > 0 && memory < 300_000, "halfhour took \(memory) kB")
      #expect(waiting < 1_300_000, "the output took \(waiting) kB of memory")
      let run = try scene.run()
      #expect(try run.messages(of: "flood") == ["took longer than its time-out"])
      let text = String(decoding: try run.log("shop.flood.1"), as: UTF8.self)
      #expect(text.hasPrefix("first\nSome words of the usual length"))
      #expect(text.contains(log.isEmpty ? "bytes of output are missing here" : "[halfhour: the log is cut here"))
      if !log.isEmpty { #expect(text.utf8.count < 1_100_000) }
      #expect(try await scene.halfhour("report").out.contains("the log lacks a part"))
    }
  }

  /// The log's limit concerns the log alone: what is compared is the output, also where secrets are searched for.
  @Test(.timeLimit(.minutes(1)), arguments: ["", secret])
  func `a log that is cut does not change what an output is compared with`(with: String) async throws {
    try await Scene.play { scene in
      try scene.write("secret", "Some-secret-words\n")
      let end = try await scene.drill(
        """
        verify:
          - id: count
            log: 1KB\(with)
            run: i=0; while [ $i -lt 2000 ]; do i=$((i + 1)); echo "line $i"; if [ $i = 1000 ]; then sleep 0.5; fi; done
            expect: { lines: "2000", contains: line 2000 }
            seen_red: { skip: tried elsewhere }
        """, head: "secrets: { s: { file: secret } }")
      #expect(end.exit == 0, "\(end)")
    }
  }

  private static func residentKilobytes(_ pid: pid_t) -> Int {
    let status = FileManager.default.contents(atPath: "/proc/\(pid)/status").map { String(decoding: $0, as: UTF8.self) }
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }

  /// What the raw logs really take in memory; holes don't count.
  private static func rawKilobytes(_ scene: Scene) -> Int {
    scene.jobFolders.reduce(0) { sum, name in
      var status = stat()
      guard stat("\(scene.runtime)/halfhour-\(getuid())/\(name)/log", &status) == 0 else { return sum }
      return sum + Int(status.st_blocks) / 2
    }
  }
}
