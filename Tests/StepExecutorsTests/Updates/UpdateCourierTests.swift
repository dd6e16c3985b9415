import Foundation
import RecoveryPlanning
import RunCore
import RunbookModel
import Synchronization
import Testing

@testable import StepExecutors

/// Delivery by programs, in a folder of the test's own; webhooks are tested with the whole program.
struct UpdateCourierTests {
  /// What became of messages.
  final class Outcomes: Sendable {
    private let list = Mutex<[SentUpdate]>([])
    func add(_ sent: SentUpdate) { list.withLock { $0.append(sent) } }
    var all: [SentUpdate] { list.withLock { $0 } }
  }

  struct Post {
    let folder: String
    let outcomes = Outcomes()
    var patience = DeliveryPatience(firstPause: .milliseconds(20))

    init() throws {
      folder = NSTemporaryDirectory() + "halfhour-updates-\(UInt64.random(in: 0...UInt64.max))"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    func program(_ name: String, _ text: String) throws {
      try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(filePath: "\(folder)/\(name)"))
      chmod("\(folder)/\(name)", 0o755)
    }

    func read(_ name: String) -> String {
      FileManager.default.contents(atPath: "\(folder)/\(name)").map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    func courier(_ way: Channel.Way, path: String? = nil) -> UpdateCourier {
      UpdateCourier(
        channels: [PlannedChannel(name: "c", way: way)],
        settings: DeliverySettings(
          run: RunID("r"), mode: .drill, folder: folder, environment: ["PATH": path ?? "\(folder):/usr/bin:/bin"],
          machine: "desk"),
        patience: patience, note: { [outcomes] in outcomes.add($0) })
    }

    func message(_ text: String = "hello\n", regular: Bool = false) -> UpdateMessage {
      UpdateMessage(
        channel: "c", about: regular ? ["regular"] : ["started", "service-down shop"], subject: "[DRILL] x", text: text,
        written: WallTime(nanoseconds: 0), isRegular: regular)
    }

    func end() throws { try FileManager.default.removeItem(atPath: folder) }
  }

  @Test func `a program gets its words as they are, the message, and what it is about`() async throws {
    let post = try Post()
    try post.program(
      "tell", #"{ printf '[%s]' "$@"; echo; echo "$HALFHOUR_RUN/$HALFHOUR_MODE/$HALFHOUR_EVENT"; cat; } >got"#)
    let courier = post.courier(.command(["./tell", "a b", "$(touch evil)", "*"]))
    courier.send(post.message())
    await courier.close(within: .seconds(20))
    #expect(post.read("got") == "[a b][$(touch evil)][*]\nr/drill/started, service-down shop\nhello\n")
    #expect(post.outcomes.all.map(\.problem) == [nil])
    #expect(post.outcomes.all.map(\.attempts) == [1])
    try post.end()
  }

  @Test func `a program that hangs is killed with all that it started`() async throws {
    var post = try Post()
    post.patience.program = .milliseconds(300)
    post.patience.whole = .zero
    try post.program("tell", "sleep 600 & echo $! >child; sleep 600")
    let courier = post.courier(.command(["./tell"]))
    courier.send(post.message())
    await courier.close(within: .seconds(20))
    #expect(post.outcomes.all.first?.problem?.contains("tell took longer than 300ms and was killed") == true)
    let child = try #require(pid_t(post.read("child").trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(await Self.isGone(child))
    try post.end()
  }

  @Test func `what a program leaves behind in its group goes with it`() async throws {
    let post = try Post()
    try post.program("tell", "sleep 600 & echo $! >child")
    let courier = post.courier(.command(["./tell"]))
    courier.send(post.message())
    await courier.close(within: .seconds(20))
    let child = try #require(pid_t(post.read("child").trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(await Self.isGone(child))
    try post.end()
  }

  @Test func `a program that fails is tried again until it succeeds`() async throws {
    let post = try Post()
    try post.program("tell", "echo x >>tries; test $(wc -l <tries) -ge 3")
    let courier = post.courier(.command(["./tell"]))
    courier.send(post.message())
    while post.outcomes.all.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    await courier.close(within: .seconds(20))
    #expect(post.outcomes.all.map(\.attempts) == [3])
    #expect(post.outcomes.all.map(\.problem) == [nil])
    try post.end()
  }

  @Test func `a program that isn't there is tried once`() async throws {
    let post = try Post()
    let courier = post.courier(.command(["nobody-has-this"]))
    courier.send(post.message())
    await courier.close(within: .seconds(20))
    #expect(post.outcomes.all.map(\.attempts) == [1])
    #expect(post.outcomes.all.first?.problem == "there is no program nobody-has-this that can be started")
    try post.end()
  }

  @Test func `mail goes through sendmail, by its own headers`() async throws {
    let post = try Post()
    try post.program("sendmail", #"{ echo "$*"; cat; } >"${0%/*}/got""#)
    let courier = post.courier(.email(["ruth@example.org", "root@localhost"]))
    courier.send(post.message())
    await courier.close(within: .seconds(20))
    #expect(post.read("got").hasPrefix("-t -i\nTo: ruth@example.org, root@localhost\nSubject: [DRILL] x\n"))
    #expect(post.read("got").hasSuffix("\n\nhello\n"))
    #expect(post.outcomes.all.map(\.problem) == [nil])
    try post.end()
  }

  @Test func `without sendmail nothing is found to be started`() {
    #expect(ProgramSearch.sendmail(["PATH": "/nowhere"], besides: ["/nowhere/sendmail"]) == nil)
  }

  @Test func `what can't be delivered by the end is told with the last reason`() async throws {
    var post = try Post()
    post.patience.firstPause = .seconds(60)
    try post.program("tell", "exit 3")
    let courier = post.courier(.command(["./tell"]))
    courier.send(post.message())
    await courier.close(within: .milliseconds(500))
    let sent = try #require(post.outcomes.all.first)
    #expect(sent.problem?.hasPrefix("the process that had the run in hand ended before it could be delivered") == true)
    #expect(sent.problem?.hasSuffix("tell ended with status 3") == true)
    #expect(post.outcomes.all.count == 1)
    try post.end()
  }

  @Test func `where too many wait, regular ones make room first`() throws {
    let post = try Post()
    let queue = DeliveryQueue(most: 2)
    #expect(queue.put(post.message("1")).isEmpty)
    #expect(queue.put(post.message("2", regular: true)).isEmpty)
    #expect(queue.put(post.message("3")).map(\.text) == ["2"])
    #expect(queue.put(post.message("4")).map(\.text) == ["1"])
    try post.end()
  }

  @Test(
    arguments: [
      (1, nil, 2), (2, nil, 4), (5, nil, 32), (6, nil, 60), (40, nil, 60), (1, 7, 7), (1, 3_600, 60),
    ] as [(Int, Int?, Int)])
  func `pauses grow, and what the other side asks for counts within bounds`(tries: Int, asked: Int?, pause: Int) {
    let patience = DeliveryPatience()
    #expect(patience.pause(after: tries, asked: asked.map { .seconds($0) }) == .seconds(pause))
  }

  /// The kill reaches a process a little later than it is sent.
  private static func isGone(_ pid: pid_t) async -> Bool {
    for _ in 0..<500 {
      if ProcessTable.entry(pid).map(\.isDead) ?? true { return true }
      await Pause.uncancellable(.milliseconds(20))
    }
    return false
  }
}
