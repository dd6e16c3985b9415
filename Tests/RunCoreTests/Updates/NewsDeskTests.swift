import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

/// What is told when, on a clock that nobody waits for.
struct NewsDeskTests {
  @Test func `start, half and near are told once each, at their times`() throws {
    var telling = try Telling(UpdateRules())
    #expect(
      telling.story(to: 5_000) == ["0: started, service-down shop", "500: half-used shop", "900: target-near shop"])
  }

  @Test(arguments: [(0.5, "half-used shop"), (0.9, "target-near shop")])
  func `a part of the target is used when it is used, and not before`(part: Double, about: String) throws {
    var telling = try Telling(UpdateRules(on: [.halfUsed, .targetNear]))
    var before = telling
    #expect(before.told(at: part * 1_000 - 1) == (part > 0.5 ? ["half-used shop"] : nil))
    #expect(telling.told(at: part * 1_000) == [about])
  }

  @Test func `regular words keep to the grid of the run's start, whatever else is told`() throws {
    var telling = try Telling(UpdateRules(every: .seconds(300)))
    #expect(
      telling.story(to: 1_300) == [
        "0: started, service-down shop", "300: regular", "500: half-used shop", "600: regular",
        "900: target-near shop, regular", "1200: regular",
      ])
  }

  @Test func `what falls within the spacing is told together, in its order`() throws {
    var telling = try Telling(UpdateRules(spacing: .seconds(30)))
    #expect(telling.told(at: 0) == ["started", "service-down shop"])
    try telling.tale.start("load", at: 5)
    try telling.tale.end("load", .failed, at: 6)
    #expect(telling.told(at: 7) == nil)
    try telling.tale.start("check", at: 8)
    try telling.tale.end("check", .failed, at: 9)
    #expect(telling.told(at: 29.9) == nil)
    #expect(telling.told(at: 30) == ["failed web.load", "failed web.check"])
    #expect(telling.told(at: 100) == nil)
  }

  @Test func `the last word of a process waits for no spacing`() throws {
    var telling = try Telling(UpdateRules(spacing: .seconds(30)))
    #expect(telling.told(at: 0) != nil)
    try telling.tale.start("load", at: 1)
    try telling.tale.end("load", .failed, at: 2)
    try telling.tale.say(.runFinished(RunEnding(verdict: .failed, findings: [])), at: 3)
    #expect(telling.told(at: 3) == nil)
    #expect(telling.told(at: 3, isLast: true) == ["failed web.load", "finished"])
  }

  @Test func `a channel that is busy is told the more later`() throws {
    var telling = try Telling(UpdateRules(every: .seconds(60)))
    telling.busy = ["managers"]
    #expect(telling.told(at: 0) == nil)
    #expect(telling.told(at: 200) == nil)
    telling.busy = []
    #expect(telling.told(at: 500) == ["started", "service-down shop", "regular", "half-used shop"])
  }

  @Test func `a resumed run repeats nothing that arrived, and tells what did not`() throws {
    var telling = try Telling(UpdateRules(every: .seconds(300)))
    _ = telling.story(to: 620)
    try telling.record(["started", "service-down shop"], at: 1)
    try telling.record(["regular"], at: 301)
    try telling.record(["half-used shop"], problem: "it hangs", at: 501)
    try telling.record(["regular"], at: 601)
    try telling.resume()
    #expect(telling.story(from: 625, to: 950) == ["631: half-used shop", "900: target-near shop, regular"])
  }

  @Test func `who was never told is told all when the run is taken up`() throws {
    var telling = try Telling(UpdateRules())
    try telling.record(["started", "service-down shop"], to: "office", at: 1)
    try telling.resume()
    #expect(telling.told(at: 950) == ["started", "service-down shop", "target-near shop"])
  }

  @Test func `a question is told at once, and again until somebody answers`() throws {
    var telling = try Telling(UpdateRules(on: [.waiting], remind: .seconds(100)))
    try telling.ask("load", at: 40)
    #expect(
      telling.story(from: 40, to: 350) == ["40: waiting 1", "140: reminder 1", "240: reminder 1", "340: reminder 1"])
    try telling.answer(1, at: 345)
    #expect(telling.story(from: 345, to: 900) == [])
  }

  @Test func `a question's own patience counts before the site's`() throws {
    var telling = try Telling(UpdateRules(on: [.started], spacing: .seconds(1), remind: .seconds(100)))
    #expect(telling.told(at: 0) == ["started"])
    try telling.ask("load", at: 40, remind: .seconds(20))
    #expect(telling.story(from: 40, to: 90) == ["60: reminder 1", "80: reminder 1"])
  }

  @Test func `a resumed run goes on with its reminders where it was`() throws {
    var telling = try Telling(UpdateRules(on: [.waiting], remind: .seconds(100)))
    try telling.ask("load", at: 40)
    try telling.record(["waiting 1"], at: 40)
    try telling.record(["reminder 1"], at: 140)
    try telling.resume()
    #expect(telling.story(from: 150, to: 250) == ["240: reminder 1"])
  }

  @Test func `a reminder that had to wait is dropped once the question is answered`() throws {
    var telling = try Telling(UpdateRules(on: [.waiting], remind: .seconds(100)))
    try telling.ask("load", at: 40)
    #expect(telling.told(at: 40) == ["waiting 1"])
    telling.busy = ["managers"]
    #expect(telling.told(at: 150) == nil)
    try telling.answer(1, at: 160)
    telling.busy = []
    #expect(telling.told(at: 170) == nil)
  }

  @Test(arguments: [(Target.End.verified, 20.0), (.accepted, 60)])
  func `a service is back when its target says so`(end: Target.End, time: Double) throws {
    var telling = try Telling(UpdateRules(on: [.recovered]), until: end)
    for (step, seconds) in [("load", 10.0), ("check", 20), ("owner", 60)] {
      #expect(telling.told(at: seconds - 1) == nil)
      try telling.tale.start(step, at: seconds - 1)
      try telling.tale.end(step, at: seconds)
      if seconds == time { break }
    }
    #expect(telling.told(at: time) == ["recovered shop"])
    #expect(telling.story(from: time + 1, to: 2_000) == [])
  }

  @Test func `a service that is back is no longer about to miss its target`() throws {
    var telling = try Telling(UpdateRules(on: [.halfUsed, .targetNear]))
    for (step, seconds) in [("load", 10.0), ("check", 20)] {
      try telling.tale.start(step, at: seconds)
      try telling.tale.end(step, at: seconds)
    }
    #expect(telling.story(from: 30, to: 2_000) == [])
  }

  @Test func `a word of a person that ends the run is told, and a failure that ends it only once`() throws {
    var telling = try Telling(UpdateRules(on: [.failed]))
    try telling.tale.start("load", at: 5)
    try telling.tale.end("load", .failed, at: 6)
    let cause = StopRequest.Cause.failure(Plans.id("load"))
    try telling.tale.say(.stopRequested(StopRequest(cause: cause, cancelsRunning: false)), at: 6)
    #expect(telling.told(at: 6) == ["failed web.load"])
    try telling.tale.say(
      .stopRequested(StopRequest(cause: .operator(Tale.person), cancelsRunning: true)), at: 50)
    #expect(telling.told(at: 50) == ["failed"])
  }

  @Test func `a check that fails as it should is no news`() throws {
    var trial = Plans.step("red", .restore) { $0.onFailure = .continue }
    trial.proof = .seenRed(of: Plans.id("check"))
    var telling = try Telling(UpdateRules(on: [.failed]), steps: [trial])
    try telling.tale.start("red", at: 1)
    try telling.tale.end("red", .failed, at: 2)
    #expect(telling.told(at: 3) == nil)
  }

  @Test func `a step's message goes to its channel alone, also where the site tells nobody anything`() throws {
    let message = SourceText("Loaded in this {{ run.mode }}.", start: Plans.here)
    let notify = Plans.step("tell", .restore) {
      $0 = Step(
        id: "tell", location: Plans.here, phase: .restore,
        kind: .notify(Notification(channel: "office", message: message)))
    }
    var telling = try Telling(nil, steps: [notify])
    var elsewhere = try Telling(UpdateRules(on: [], to: ["managers"]), steps: [notify])
    #expect(telling.told("office", at: 0) == nil)
    try elsewhere.tale.start("tell", at: 1)
    try elsewhere.tale.end("tell", at: 2)
    #expect(elsewhere.told("managers", at: 3) == nil)
    try telling.tale.start("tell", at: 1)
    try telling.tale.end("tell", at: 2)
    #expect(telling.tale.state.message(ofNotify: Plans.id("tell"))?.text == "Loaded in this drill.")
    var (again, managers) = (telling, telling)
    #expect(managers.told("managers", at: 3) == nil)
    #expect(again.told("office", at: 3) == ["web.tell"])
    #expect(again.told("office", at: 100) == nil)
    try telling.record(["web.tell"], to: "office", at: 4)
    try telling.resume()
    #expect(telling.told("office", at: 100) == nil)
  }

  @Test func `only the channels that the site names are told`() throws {
    var telling = try Telling(UpdateRules(to: ["office"]))
    #expect(telling.told("managers", at: 0) == nil)
    var both = try Telling(UpdateRules())
    #expect(both.told("office", at: 0) == ["started", "service-down shop"])
  }

  @Test func `where nobody is to be told, nothing is made`() {
    #expect(throws: Telling.NobodyIsTold.self) { try Telling(nil) }
  }

  @Test func `an outcome of the last word is recorded after the run's end`() throws {
    var telling = try Telling(UpdateRules())
    try telling.tale.say(.runFinished(RunEnding(verdict: .failed, findings: [])), at: 3)
    try telling.record(["finished"], at: 9)
    #expect(telling.tale.state.updates.count == 1)
    #expect(telling.tale.state.ended?.elapsed == .seconds(3))
  }

  @Test func `the machine records what became of a message`() {
    var driven = Driven(Plans.recovery(target: .standard))
    driven.hear(.sessionOpened(Tale.session), at: 0)
    let sent = SentUpdate(channel: "managers", about: ["started"], text: "x", attempts: 2, problem: "it hangs")
    driven.hear(.updateSent(sent), at: 1)
    #expect(driven.entries.contains(.updateSent(sent)))
    #expect(driven.machine.state.updates.map(\.word) == [sent])
  }
}
