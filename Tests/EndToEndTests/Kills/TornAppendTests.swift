import Foundation
import Glibc
import Testing

/// A kill in the middle of an append: of what was not yet durable, any part may be there.
struct TornAppendTests {
  /// Where the last group of lines is cut: nothing of it is left, a part, all but its newline.
  enum Cut: CaseIterable, Sendable {
    case whole, early, middle, newline

    func keeps(of length: Int) -> Int {
      switch self {
      case .whole: 0
      case .early: 1
      case .middle: length / 2
      case .newline: length - 1
      }
    }
  }

  @Test(.timeLimit(.minutes(5)), arguments: Cut.allCases)
  func `a run whose last append was torn goes on where it was`(cut: Cut) async throws {
    var torn = 0
    for number in 1...20 {
      var isOver = false
      try await Scene.play { scene in
        let runbook = KilledRunbook.small
        try runbook.set(scene)
        let kill = ["-e", "trace=write,fdatasync", "-e", "inject=fdatasync:signal=SIGKILL:when=\(number)"]
        let first = try await Tracing.start(runbook.command, in: scene, kill).end()
        let length = try Tracing.unacknowledged(in: scene)
        // Behind the last append only the index of runs is made durable.
        guard first.wasKilled, length > 0 else { return isOver = true }
        torn += 1
        try await Self.tear(scene, runbook, length, cut, "fdatasync \(number)")
      }
      if isOver { break }
    }
    print("an append torn (\(cut)): \(torn) kills, nothing lost, doubled or left unless said above")
    #expect(torn >= 3)
  }

  private static func tear(
    _ scene: Scene, _ runbook: KilledRunbook, _ length: Int, _ cut: Cut, _ what: String
  ) async throws {
    let run = try scene.run()
    let bytes = try run.journalBytes()
    let acknowledged = bytes.count - length
    #expect(acknowledged == 0 || bytes[acknowledged - 1] == 0x0A, "\(what): a group begins with a line")
    let kept = acknowledged + cut.keeps(of: length)
    #expect(truncate(run.folder + "/journal.jsonl", off_t(kept)) == 0)
    let rest = bytes[..<kept].suffix(while: { $0 != 0x0A })
    let end = try await scene.start(runbook.next(scene)).end()
    try runbook.hold(scene, end, [bytes.prefix(acknowledged)], what)
    // The torn end of a run that began stands beside its journal.
    let isKept = !rest.isEmpty && KilledRunbook.begun(scene)?.folder == run.folder
    let aside = FileManager.default.contents(atPath: run.folder + "/journal.jsonl.torn-1")
    #expect(aside == (isKept ? Data(rest) : nil), "\(what)")
  }
}

extension Data {
  fileprivate func suffix(while holds: (UInt8) -> Bool) -> Data {
    lastIndex { !holds($0) }.map { self[($0 + 1)...] } ?? self
  }
}
