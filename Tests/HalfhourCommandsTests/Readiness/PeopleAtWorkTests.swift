import RunCore
import RunbookModel
import Testing

@testable import HalfhourCommands

/// Who has done a run, as its journal tells.
struct PeopleAtWorkTests {
  private static func person(_ name: String) -> Operator { Operator(user: name) }

  private static func question(_ number: Int, _ subject: Prompt.Subject) -> Entry {
    .promptOpened(
      Prompt(number: number, step: StepID("shop", "s"), subject: subject, question: "?", choices: [.done, .approve]))
  }

  private static func answer(_ number: Int, by name: String) -> Entry {
    .promptAnswered(PromptAnswer(prompt: number, choice: .done, by: person(name)))
  }

  @Test func `who starts, takes up and answers has done it, and who only approves has not`() {
    let events: [Entry] = [
      .runOpened(
        RunOpening(
          run: RunID("r"), mode: .drill, planHash: "", startedBy: Self.person("anna"), version: "1", folder: "/")),
      .sessionOpened(
        SessionOpening(boot: "b", machine: "m", process: 1, by: Self.person("paul"), interactive: true)),
      Self.question(1, .manual), Self.answer(1, by: "ruth"), Self.question(2, .approval), Self.answer(2, by: "boss"),
      Self.question(3, .failure), Self.answer(3, by: "matthew"),
    ]
    let entries = events.enumerated().map { place, event in
      JournalEntry(
        sequence: place + 1, stamp: Stamp(wall: WallTime(nanoseconds: 0), uptime: Uptime(nanoseconds: 0)), event: event)
    }
    #expect(PeopleAtWork.names(in: entries) == ["anna", "paul", "ruth", "matthew"])
  }
}
