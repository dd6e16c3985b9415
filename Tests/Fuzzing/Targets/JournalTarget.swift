import Digests
import Foundation
import RecoveryPlanning
import RunbookModel

@testable import RunCore
@testable import RunFolders

/// A journal of any bytes gets a verdict, and its entries a state or a contradiction; none is lost on the way.
///
/// An input that begins with `{` is chained first: its lines need no `prev` and no `seq`.
enum JournalTarget: FuzzTarget {
  static func run(_ bytes: [UInt8]) {
    let journal = bytes.first == UInt8(ascii: "{") ? chained(bytes) : bytes
    let reading = JournalReading(journal)
    checkVerdict(of: reading, journal)
    var state = RunState(plan: JournalPlan.plan)
    for entry in reading.entries {
      checkCoding(of: entry)
      fold(entry, into: &state)
    }
    let summary = RunSummary(of: state)
    guard let last = state.last else { return }
    _ = RunSummary(of: state, at: last.shifted(by: .seconds(60)))
    do {
      let again = try JSONDecoder().decode(RunSummary.self, from: Data(JSONWriter.bytes(of: summary)))
      demand(again == summary, "a summary that was stored is the same")
    } catch {
      fail("BROKEN PROMISE: a summary can be stored and read: \(error)")
    }
    goOn(from: state, at: last)
  }

  /// Gives every line the link and the number that it needs to be looked at.
  private static func chained(_ bytes: [UInt8]) -> [UInt8] {
    var journal: [UInt8] = []
    var head = JournalLine.root
    for (index, line) in bytes.split(separator: 0x0A).enumerated() {
      let link = #"{"prev":"\#(head)","seq":\#(index + 1),"#
      let line = Array(link.utf8) + line.dropFirst()
      head = JournalLine.hash(line)
      journal += line + [0x0A]
    }
    return journal
  }

  private static func checkVerdict(of reading: JournalReading, _ journal: [UInt8]) {
    let lines = journal[..<reading.intactBytes].count { $0 == 0x0A }
    demand(lines == reading.entries.count, "every intact line is an entry")
    switch reading.verdict {
    case .intact: demand(reading.intactBytes == journal.count, "all of an intact journal is read")
    case .tornLastLine:
      demand(reading.intactBytes + reading.tornBytes.count == journal.count, "a torn line is kept to its last byte")
    case .broken(let line, let reason):
      demand(line == reading.entries.count + 1 && !reason.isEmpty, "a broken line is named, with the reason")
    }
  }

  private static func checkCoding(of entry: JournalEntry) {
    do {
      let line = JournalLine.encode(entry, previous: JournalLine.root).line
      demand(!line.contains(0x0A), "an entry is one line")
      let again = try JSONDecoder().decode(JournalEntry.self, from: Data(line))
      demand(again == entry, "an entry that was written is the same: \(entry) \(again)")
    } catch {
      fail("BROKEN PROMISE: an entry can be written and read: \(entry) \(error)")
    }
  }

  /// What can't follow is left out, so that what comes behind it is looked at, too.
  private static func fold(_ entry: JournalEntry, into state: inout RunState) {
    var entry = entry
    entry.sequence = state.lastSequence + 1
    do {
      try state.apply(entry)
    } catch {
      demand(error.sequence == entry.sequence && !error.problem.isEmpty, "a contradiction says what and where")
    }
    let unfinished = state.steps.count { if case .finished = $0.state { false } else { true } }
    demand(state.unfinished == unfinished, "unfinished steps are counted: \(state.unfinished), not \(unfinished)")
    demand(state.unmetNeeds.allSatisfy { $0 >= 0 }, "no step has fewer than no unmet needs: \(state.unmetNeeds)")
  }

  /// A machine takes up whatever state a journal gives, and doesn't trap on what people and clocks do then.
  private static func goOn(from state: RunState, at last: Moment) {
    guard let opening = state.opening, state.ending == nil else { return }
    let stamp = Stamp(wall: last.wall, uptime: Uptime(nanoseconds: 5_000_000_000))
    var machine = RunMachine(state: state, opening: opening, now: stamp)
    let session = SessionOpening(
      boot: "fuzz", machine: "m", process: 1, by: Operator(user: "root"), interactive: true)
    var effects = machine.handle(.sessionOpened(session), at: stamp)
    for round in 0..<8 {
      let synced = RunEvent.journalSynced(through: machine.state.lastSequence)
      effects = machine.handle(round.isMultiple(of: 2) ? synced : .woke, at: stamp) + effects
      let next = effects.popLast()
      if case .startAttempt(let request) = next {
        effects = machine.handle(.attemptFinished(request.attempt, AttemptReport(.succeeded, exit: 0)), at: stamp)
      } else if case .recoverAttempt(let request, _) = next {
        effects = machine.handle(.attemptRecovered(request.attempt, AttemptReport(.unknown)), at: stamp)
      } else if case .ask(let prompt) = next, let choice = prompt.choices.first {
        let answer = PromptAnswer(prompt: prompt.number, choice: choice, by: Operator(user: "root"))
        effects = machine.handle(.answered(answer), at: stamp)
      }
    }
  }
}
