import RunCore
import RunbookModel
import Testing

@testable import RunFolders

/// Several people answer one question, while nobody has the run in hand.
struct ApprovalTests {
  let stand: Stand

  init() throws { stand = try Stand() }

  @Test func `approvals of different people lie there one after another until there are enough`() async throws {
    let folder = try await Questions.run(stand, approvals: 3)
    #expect(try AnswerInbox.put(Questions.approval("ruth"), to: folder) == .taken(stillMissing: 2))
    #expect(try AnswerInbox.put(Questions.approval("john"), to: folder) == .taken(stillMissing: 1))
    #expect(try AnswerInbox.put(Questions.approval("amina"), to: folder) == .taken(stillMissing: 0))
    #expect(
      Shell.run("LC_ALL=C ls $1", [folder.answers]).output == "prompt-1.2.json\nprompt-1.3.json\nprompt-1.json")
    #expect(
      try AnswerInbox.put(Questions.rejection("ruth"), to: folder) == .late(after: Questions.approval("amina")),
      "the last one that was needed has settled it")
    let events = await AnswerInbox(folder).collect()
    #expect(Set(events) == Set(["ruth", "john", "amina"].map { RunEvent.answered(Questions.approval($0)) }))
  }

  @Test func `the same person counts once, whoever's account that is`() async throws {
    let folder = try await Questions.run(stand, approvals: 2)
    #expect(try AnswerInbox.put(Questions.approval("ruth"), to: folder) == .taken(stillMissing: 1))
    let again = Questions.approval("ruth", user: "operator")
    let refusal = #expect(throws: FolderError.self) { try AnswerInbox.put(again, to: folder) }
    #expect(refusal?.message == "ruth (operator) has approved already, and 2 different people must")
    #expect(try AnswerInbox.put(Questions.approval("john"), to: folder) == .taken(stillMissing: 0))
  }

  @Test func `after a no nobody's yes is taken, and both are told who was first`() async throws {
    let folder = try await Questions.run(stand, approvals: 2)
    #expect(try AnswerInbox.put(Questions.approval("ruth"), to: folder) == .taken(stillMissing: 1))
    #expect(try AnswerInbox.put(Questions.rejection("john"), to: folder) == .taken(stillMissing: 0))
    for late in [Questions.approval("amina"), Questions.rejection("ruth")] {
      #expect(try AnswerInbox.put(late, to: folder) == .late(after: Questions.rejection("john")))
    }
    #expect(Shell.run("ls $1 | wc -l", [folder.answers]).output == "2")
  }

  @Test func `an answer that doesn't count is refused, and one that lies there stands in nobody's way`() async throws {
    let folder = try await Questions.run(stand, approvals: 1)
    let stranger = Questions.approval("matthew")
    let refusal = #expect(throws: FolderError.self) { try AnswerInbox.put(stranger, to: folder) }
    #expect(refusal?.message.contains("does not have the role sales") == true, "\(String(describing: refusal))")
    #expect(Shell.run("ls $1", [folder.answers]).output.isEmpty)
    // By an earlier version, say, or by hand.
    #expect(try AnswerInbox.put(.answer(stranger), "prompt-1", folder))
    #expect(try AnswerInbox.put(Questions.approval("ruth"), to: folder) == .taken(stillMissing: 0))
    #expect(Shell.run("ls $1", [folder.answers]).output == "prompt-1.2.json\nprompt-1.json")
  }

  @Test func `of people who approve and refuse at once all are told the truth`() async throws {
    for _ in 1...25 {
      let folder = try await Questions.run(stand, approvals: 2)
      let words = ["ruth", "john", "amina"].map { Questions.approval($0) } + [Questions.rejection("ruth")]
      let receipts = try await withThrowingTaskGroup(of: (PromptAnswer, AnswerReceipt?).self) { group in
        for word in words + words {
          group.addTask {
            do throws(FolderError) { return (word, try AnswerInbox.put(word, to: folder)) } catch { return (word, nil) }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let lies = PendingAnswers(to: 1, in: folder).answers
      let taken = receipts.filter { $0.1.map(Self.isTaken) == true }.map(\.0)
      #expect(Set(taken) == Set(lies) && taken.count == lies.count, "what is told to be taken lies there, once")
      let closing = try #require(receipts.lazy.compactMap { Self.first($0.1) }.first ?? lies.last)
      #expect(receipts.allSatisfy { Self.first($0.1) ?? closing == closing }, "all who were late hear the same")
      let settled = lies.firstIndex(of: closing)
      #expect(settled == lies.count - 1, "nothing lies behind what settles the question: \(lies)")
      #expect(closing.choice == .reject || lies.count == 2)
      #expect(Set(lies.filter { $0.choice == .approve }.map(\.by)).count == lies.filter { $0.choice == .approve }.count)
    }
  }

  private static func isTaken(_ receipt: AnswerReceipt) -> Bool {
    if case .taken = receipt { true } else { false }
  }

  private static func first(_ receipt: AnswerReceipt?) -> PromptAnswer? {
    if case .late(let first)? = receipt { first } else { nil }
  }
}
