import Foundation
import Testing

/// What the index makes of runs that never came to their end.
struct UnfinishedRunTests {
  @Test(.timeLimit(.minutes(1))) func `the journal of an unfinished run is read again when it grew, and only then`()
    async throws
  {
    try await Scene.play { scene in
      try await DamagedIndexTests.twoRuns(scene)
      let run = "\(scene.state)/runs/\(scene.runNames[1])"
      let (journal, plan) = ("\(run)/journal.jsonl", "\(run)/plan/plan.json")
      let (wholeJournal, wholePlan) = try (read(journal), read(plan))
      // As after a kill before the last entry.
      let lines = wholeJournal.split(separator: "\n").dropLast()
      try write(lines.joined(separator: "\n") + "\n", journal)
      let unfinished = try await scene.halfhour("runs", "--reindex")
      #expect(unfinished.exit == 0 && unfinished.out.contains("not over"), "\(unfinished)")
      // Whoever read it now would stumble over its plan.
      try write("rubbish", plan)
      let unread = try await scene.halfhour("runs")
      #expect(unread.out == unfinished.out && unread.err == "", "\(unread)")
      try write(wholeJournal, journal)
      let grown = try await scene.halfhour("runs")
      #expect(grown.err.contains("can't be read"), "\(grown)")
      try write(wholePlan, plan)
      let whole = try await scene.halfhour("runs")
      #expect(!whole.out.contains("not over") && whole.err == "", "\(whole)")
    }
  }

  @Test(.timeLimit(.minutes(1))) func `an unfinished run whose folder is gone is listed no more`() async throws {
    try await Scene.play { scene in
      try await DamagedIndexTests.twoRuns(scene)
      let run = "\(scene.state)/runs/\(scene.runNames[1])"
      let lines = try read("\(run)/journal.jsonl").split(separator: "\n").dropLast()
      try write(lines.joined(separator: "\n") + "\n", "\(run)/journal.jsonl")
      let listed = try await scene.halfhour("runs", "--reindex")
      #expect(listed.out.contains("not over"), "\(listed)")
      try FileManager.default.removeItem(atPath: run)
      let list = try await scene.halfhour("runs")
      #expect(list.exit == 0 && !list.out.contains("not over"), "\(list)")
    }
  }

  private func read(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  private func write(_ text: String, _ path: String) throws {
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }
}
