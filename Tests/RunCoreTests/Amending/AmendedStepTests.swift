import Expressions
import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

/// A failed step is tried again with another text, or with another input.
struct AmendedStepTests {
  @Test func `an amended step is tried at once with its new text, and the difference is a deviation and a condition`() {
    var run = Amended.asking()
    let change = Amended.change(of: run.machine.state.plan, change: Amended.text)
    run.hear(.answered(Amended.answer(.step(change))), at: 5)
    #expect(run.started == ["web.load#2"])
    #expect(run.requests.first?.step == change.step)
    #expect(run.machine.state.amendments.map(\.word.change) == [.step(change)])
    run.pass("load", 2, at: 6)
    run.pass("check", at: 7)
    run.pass("tidy", at: 8)
    let summary = run.summary
    #expect(summary.verdict == .passedWithConditions)
    #expect(summary.findings.contains("web.load was changed during the run"))
    let deviation = summary.deviations.first { $0.kind == .amended }
    #expect(deviation?.detail == change.difference && deviation?.reason == "wrong name")
    #expect(deviation?.by == Tale.person && deviation?.step == Plans.id("load"))
  }

  @Test func `of a step that planning added nobody is told that it can be edited`() {
    var plan = Amended.plan()
    plan.steps[2].healthOf = "web"
    let prompt = Amended.asking(plan).machine.state.openPrompts.first
    #expect(prompt?.choices == [.rerun, .done, .skip, .stop])
    #expect(Amended.asking().machine.state.openPrompts.first?.choices == Choice.afterTry)
  }

  @Test func `the hosts and names of an amended step follow it`() {
    var plan = Amended.plan()
    plan.hosts = [PlannedHost(name: "spare", destination: "root@spare")]
    var run = Amended.asking(plan)
    let change = Amended.change(of: plan) { planned in
      planned.step.on = "spare"
      planned.step.with = [WithValue(name: "day", value: SourceText("{{ inputs.day }}", start: Plans.here))]
    }
    run.hear(.answered(Amended.answer(.step(change))), at: 5)
    #expect(run.requests.first?.hosts["spare"]?.destination == "root@spare")
    #expect(run.requests.first?.values == [.input("day"): "monday"])
  }

  @Test func `another value of an input holds for every step that starts from then on`() {
    var run = Amended.asking()
    run.hear(.answered(Amended.answer(.input(Amended.input()))), at: 5)
    #expect(run.started == ["web.load#2"])
    #expect(run.requests.first?.inputs == ["day": "tuesday"])
    run.pass("load", 2, at: 6)
    #expect(run.requests.first?.inputs == ["day": "tuesday"])
    run.pass("check", at: 7)
    run.pass("tidy", at: 8)
    #expect(run.summary.findings.contains("the input day: monday -> tuesday was changed during the run"))
    #expect(run.summary.deviations.contains { $0.kind == .amended && $0.detail == "input day: monday -> tuesday" })
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    var words: String
    var change: @Sendable (Plan) -> PlanChange?
    var testDescription: String { words }

    init(_ words: String, _ change: @escaping @Sendable (Plan) -> PlanChange?) {
      self.words = words
      self.change = change
    }

    init(_ words: String, step: @escaping @Sendable (inout PlannedStep) -> Void) {
      self.init(words) { .step(Amended.change(of: $0, change: step)) }
    }
  }

  private static let wrong: [Wrong] = [
    Wrong("needs the change") { _ in nil },
    Wrong("said when it starts") { _ in .startsFrom(.restore) },
    Wrong("and not of web.load") { .step(Amended.change(of: $0, "check", change: Amended.text)) },
    Wrong("is as it was", step: { _ in }),
    Wrong("the phase of web.load", step: { $0.step.phase = .verify }),
    Wrong("what is needed of web.load", step: { $0.needs = [] }),
    Wrong("what is needed of web.load", step: { $0.step.needs = Needs(above: false, references: []) }),
    Wrong("the gate of web.load", step: { $0.step.gate = true }),
    Wrong("the names of the outputs", step: { $0.step.outputs = ["lines"] }),
    Wrong("`only` of web.load", step: { $0.excluded = .only(mode: .drill) }),
    Wrong("whether there is an undo", step: { $0.step.undo = SourceText("z", start: Plans.here) }),
    Wrong("the service of web.load", step: { $0.proof = .mending("x") }),
    Wrong("doesn't use the host far", step: { $0.step.on = "far" }),
    Wrong("has no input day") { _ in .input(Amended.input(of: "mail")) },
    Wrong("is \"monday\" by now") { _ in .input(Amended.input("sunday", "tuesday")) },
  ]

  @Test(arguments: wrong)
  func `a change that does not fit has an objection, changes nothing, and its entry is refused`(wrong: Wrong) throws {
    var run = Amended.asking()
    let answer = Amended.answer(wrong.change(run.machine.state.plan))
    let isForeign = wrong.words == "has no input day"
    let objection = try #require(run.machine.state.objection(to: answer))
    #expect(isForeign ? objection.contains("is an input of mail") : objection.contains(wrong.words))
    let before = run.machine.state.lastSequence
    run.hear(.answered(answer), at: 5)
    #expect(run.machine.state.lastSequence == before)
    var state = run.machine.state
    let entry = JournalEntry(sequence: before + 1, stamp: Tale.stamp(5), event: .promptAnswered(answer))
    #expect(throws: JournalContradiction.self) { try state.apply(entry) }
    #expect(state.plan == run.machine.state.plan && state.amendments.isEmpty)
  }

  @Test func `an input that has the new value already is changed no second time, and the step is tried again`() {
    var run = Amended.asking()
    run.hear(.amendmentRequested(Amendment(change: .input(Amended.input()), by: Tale.person)), at: 4)
    run.hear(.answered(Amended.answer(.input(Amended.input()))), at: 5)
    #expect(run.started == ["web.load#2"])
    #expect(run.machine.state.amendments.count == 1)
  }

  @Test func `an answer that does not count any more is told of, and one that has counted is not`() {
    var run = Amended.asking()
    let retry = PromptAnswer(prompt: 1, choice: .rerun, by: Tale.person)
    let late = Amended.answer(.input(Amended.input("sunday")))
    #expect(run.hear(.answered(late), at: 4) == [.ignore(late, because: "day is \"monday\" by now")])
    run.hear(.answered(retry), at: 5)
    let closed = "question 1 is closed; nobody waits for its answer"
    #expect(run.hear(.answered(late), at: 6) == [.ignore(late, because: closed)])
    #expect(run.hear(.answered(retry), at: 6).isEmpty)
    var second = run.resumed()
    second.hear(Self.other, at: 7)
    #expect(second.hear(.answered(retry), at: 7).isEmpty)
    #expect(second.hear(.answered(late), at: 7).isEmpty, "it was told of when it came")
  }

  @Test func `an input can be changed without a question, once, and a step only before it has begun`() {
    var run = Amended.asking()
    let input = Amendment(change: .input(Amended.input()), by: Tale.person)
    run.hear(.amendmentRequested(input), at: 4)
    run.hear(.amendmentRequested(input), at: 5)
    #expect(run.machine.state.amendments.count == 1)
    #expect(run.machine.state.plan.runbooks[0].inputs == ["day": "tuesday"])
    let begun = Amended.change(of: run.machine.state.plan, "pack", change: Amended.text)
    run.hear(.amendmentRequested(Amendment(change: .step(begun), by: Tale.person)), at: 6)
    let later = Amended.change(of: run.machine.state.plan, "tidy", change: Amended.text)
    run.hear(.amendmentRequested(Amendment(change: .step(later), by: Tale.person)), at: 7)
    #expect(run.machine.state.amendments.map(\.word.change) == [input.change, .step(later)])
  }

  @Test func `a resumed run has the plan as it was changed`() throws {
    var run = Amended.asking()
    let change = Amended.change(of: run.machine.state.plan, change: Amended.text)
    var told = Tale(run.machine.state.plan)
    told.state = run.machine.state
    run.hear(.answered(Amended.answer(.step(change))), at: 5)
    run.hear(.answered(Amended.answer(.step(change))), at: 5)
    var second = run.resumed()
    second.hear(Self.other, at: 6)
    #expect(second.machine.state.plan.steps[2] == change.step)
    #expect(second.machine.state.amendments.count == 1)
  }

  private static let other = RunEvent.sessionOpened(
    SessionOpening(boot: "b1", machine: "laptop", process: 8, by: Tale.person, interactive: true))
}
