import Glibc
import RunCore
import RunbookModel
import Testing

@testable import RunFolders

struct AnswerInboxTests {
  let stand: Stand

  init() throws { stand = try Stand() }

  static let skip = PromptAnswer(prompt: 1, choice: .skip, reason: "known", by: Sample.person)
  static let taken = AnswerReceipt.taken(stillMissing: 0)
  static let stop = StopRequest(cause: .operator(Sample.person), reason: "wrong backup", cancelsRunning: true)

  @Test func `the first answer wins, and the second is told`() async throws {
    let folder = try await stand.begunRun(Sample.asking)
    let inbox = AnswerInbox(folder)
    #expect(await inbox.collect().isEmpty)
    #expect(try AnswerInbox.put(Self.skip, to: folder) == Self.taken)
    #expect(
      try AnswerInbox.put(PromptAnswer(prompt: 1, choice: .rerun, by: Sample.person), to: folder)
        == .late(after: Self.skip))
    #expect(await inbox.collect() == [.answered(Self.skip)])
    #expect(await inbox.collect().isEmpty, "it is told once")
    #expect(await AnswerInbox(folder).collect() == [.answered(Self.skip)], "a session that resumes is told again")
  }

  @Test func `of many who answer at once exactly one wins`() async throws {
    let folder = try await stand.begunRun(Sample.asking)
    let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 1...20 {
        let answer = PromptAnswer(prompt: 1, choice: .skip, reason: "\(number)", by: Sample.person)
        group.addTask { try AnswerInbox.put(answer, to: folder) == Self.taken }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(wins == 1)
    #expect(await AnswerInbox(folder).collect().count == 1)
    #expect(Shell.run("ls -A $1", [folder.answers]).output == "prompt-1.json")
  }

  @Test func `an answer that nobody waits for is refused and leaves nothing in the way`() async throws {
    let folder = try await stand.begunRun(Sample.asking)
    for answer in [
      PromptAnswer(prompt: 2, choice: .skip, reason: "known", by: Sample.person),
      PromptAnswer(prompt: 1, choice: .skip, reason: " ", by: Sample.person),
      PromptAnswer(prompt: 1, choice: .done, by: Sample.person),
    ] {
      #expect(throws: FolderError.self) { try AnswerInbox.put(answer, to: folder) }
    }
    #expect(Shell.run("ls -A $1", [folder.answers]).output.isEmpty)
    try await JournalFile(folder, after: try folder.readJournal()).append(
      Sample.entries([.promptAnswered(Self.skip)], after: 5))
    #expect(try AnswerInbox.put(Self.skip, to: folder) == .late(after: Self.skip), "it has been answered elsewhere")
  }

  @Test func `what can't be understood is moved aside, and its name is free again`() async throws {
    let folder = try await stand.begunRun(Sample.asking)
    let inbox = AnswerInbox(folder)
    let names = ["prompt-1.json", "a.json", "pipe.json", "folder.json", "large.json"]
    _ = Shell.run(
      "cd $1; echo '{' >prompt-1.json; printf '\\377' >a.json; mkfifo pipe.json; mkdir folder.json; truncate -s 2M large.json",
      [folder.answers])
    #expect(await inbox.collect().isEmpty)
    let aside = names.map { "rejected-1-\($0).txt" }.sorted().joined(separator: "\n")
    #expect(Shell.run("LC_ALL=C ls $1", [folder.answers]).output == aside)
    #expect(try AnswerInbox.put(Self.skip, to: folder) == Self.taken)
    #expect(await inbox.collect() == [.answered(Self.skip)])
  }

  @Test func `half an answer is never seen`() async throws {
    let folder = try await stand.begunRun()
    let inbox = AnswerInbox(folder)
    let long = StopRequest(
      cause: .operator(Sample.person), reason: String(repeating: "why ", count: 50_000), cancelsRunning: true)
    let writers = Task.detached {
      for _ in 1...30 { try AnswerInbox.put(long, to: folder) }
    }
    var events: [RunEvent] = []
    while events.count < 30 {
      events += await inbox.collect()
      await Task.yield()
    }
    try await writers.value
    #expect(events == Array(repeating: .stopRequested(long), count: 30))
    #expect(!Shell.run("ls $1", [folder.answers]).output.contains("rejected"))
  }

  @Test func `requests to stop come in their order`() async throws {
    let folder = try await stand.begunRun()
    let requests = (1...12).map { StopRequest(cause: .operator(Sample.person), reason: "\($0)", cancelsRunning: false) }
    for request in requests {
      try AnswerInbox.put(request, to: folder)
      usleep(10_000)  // The times of files are no finer than a tick of the kernel.
    }
    #expect(await AnswerInbox(folder).collect() == requests.map { .stopRequested($0) })
  }

  @Test func `commands that people ask for get numbers of their own and come whole`() async throws {
    let folder = try await stand.begunRun()
    func request(_ id: Int, _ command: AdHocCommand, on host: HostName?) -> AdHocRequest {
      AdHocRequest(
        id: id, host: host, command: command, by: Sample.person, reason: "it is \"slow\"",
        requested: WallTime(nanoseconds: 1_789_977_600_000_000_012, offset: 7_200))
    }
    let first = request(0, .arguments(["df", "-h", "a b", ""]), on: "db")
    let second = request(0, .script("uptime | cut -d' ' -f1\n"), on: nil)
    #expect(try AnswerInbox.put(first, to: folder) == 1)
    usleep(10_000)  // The times of files are no finer than a tick of the kernel.
    #expect(try AnswerInbox.put(second, to: folder) == 2)
    let events = [(1, first), (2, second)].map { id, request in
      var numbered = request
      numbered.id = id
      return RunEvent.adHocRequested(numbered)
    }
    #expect(await AnswerInbox(folder).collect() == events)
    #expect(await AnswerInbox(folder).collect() == events, "a session that resumes is told again")
  }
}
