import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

@testable import HalfhourCommands

struct AnswerDialogTests {
  private static let matthew = Operator(user: "ann", attested: "matthew", attestation: .option)
  private static let ruth = Operator(user: "ann", attested: "ruth", attestation: .option)

  private func bench(
    _ prompt: @escaping (Int) -> Prompt, me: Operator = Operator(user: "ann"), qStops: Bool = true
  ) -> DialogBench {
    DialogBench(ScriptedQuestion.asking(prompt), me: me, qStops: qStops)
  }

  private static let olderDump = PlanChange.input(
    InputChange(runbook: "database", input: "dump", before: "/srv/newest", after: "/srv/older"))

  // MARK: - No answer by mistake

  static let everything: [@Sendable (Int) -> Prompt] = [
    ScriptedQuestion.failed, ScriptedQuestion.byHand, ScriptedQuestion.approved, ScriptedQuestion.decided,
    ScriptedQuestion.pause,
  ]

  @Test(arguments: [
    "\r", "\n", " ", "\u{1B}[A", "\u{1B}[B\u{1B}[C", "\u{1B}OP", "\u{1B}", "\u{7F}", "\u{1}", "z", "Y\r\rE", "rr", "yy",
    "\u{1B}[200~y\u{1B}[201~", "\u{1B}[200~r\u{1B}[201~", "yes please\r", "\u{1B}y", "11", "0", "9",
  ])
  func `neither Enter nor arrows nor a paste answer anything`(keys: String) {
    for prompt in Self.everything {
      var bench = bench(prompt, me: Self.ruth)
      bench.press(each: keys, "\r", keys, "\r")
      #expect(bench.actions == [], "\(keys.debugDescription): \(bench.actions)")
      #expect(bench.dialog.stage == .choosing)
    }
  }

  @Test func `Enter alone completes nothing that has to be typed`() {
    for (prompt, key) in [
      (ScriptedQuestion.failed, "s"), (ScriptedQuestion.failed, "d"), (ScriptedQuestion.byHand, "d"),
      (ScriptedQuestion.approved, "n"), (ScriptedQuestion.failed, "i"),
    ] {
      var bench = bench(prompt, me: Self.ruth)
      bench.press(each: key, "\r", "\r", " ", "\r")
      #expect(bench.actions == [], "\(key)")
      #expect(bench.dialog.isTyping)
    }
  }

  @Test func `keys that were under way when the question appeared are not taken`() {
    var bench = DialogBench(ScriptedRun(ScriptedQuestion.asking(ScriptedQuestion.failed).state.plan))
    bench.press(each: "r", "s", "q", "\r")
    bench.run.starts("database.load")
    bench.run.asks(ScriptedQuestion.failed)
    bench.wait(0)
    bench.press(each: "r", "r")
    #expect(bench.actions == [] && bench.dialog.stage == .choosing)
    bench.wait(0.6)
    bench.press("r")
    #expect(bench.answer?.choice == .rerun)
  }

  @Test func `without a question keys do nothing`() {
    var bench = DialogBench(ScriptedRun(ScriptedPlan.callCentre()))
    bench.press(each: "r", "s", "d", "y", "1", "t", "q", "Q", "\t", "\r", "x", "l", "e")
    #expect(bench.actions == [] && bench.dialog.stage == .choosing)
  }

  // MARK: - What keys say

  @Test(arguments: [
    (["r"], Choice.rerun, nil as String?), (["R"], .rerun, nil), (["s", "no spare\r"], .skip, "no spare"),
    (["d", "by the phone\r"], .done, "by the phone"), (["q", "y"], .stop, nil), (["Q", "Y"], .stop, nil),
    (["s", "abc", "\u{7F}", "\u{7F}ü\r"], .skip, "aü"), (["s", "abc", "\u{15}", "new\r"], .skip, "new"),
    (["s", "\u{1B}[200~two\nlines\u{1B}[201~", "\r"], .skip, "two lines"),
    (["s", "\u{1B}", "r"], .rerun, nil), (["q", "n", "r"], .rerun, nil), (["q", "\r", "\u{1B}", "r"], .rerun, nil),
  ])
  func `at a failure one key says what is done about it, and a line why`(
    keys: [String], choice: Choice, reason: String?
  ) {
    var bench = bench(ScriptedQuestion.failed)
    for key in keys { bench.press(key) }
    #expect(bench.answer == PromptAnswer(prompt: 1, choice: choice, reason: reason, by: Operator(user: "ann")))
    #expect(bench.actions.count == 1)
  }

  @Test func `the log, an editor and another input are asked for, and change nothing yet`() {
    var bench = bench(ScriptedQuestion.failed)
    bench.press(each: "l", "e", "i", "dump=/srv/older", "\r")
    let step = ScriptedRun.id("database.load")
    #expect(bench.actions == [.readLog(step), .edit(step), .changeInput("dump=/srv/older", step)])
    #expect(bench.dialog.isBusy)
  }

  @Test func `a change is given with its reason`() {
    var bench = bench(ScriptedQuestion.failed)
    let change = Self.olderDump
    #expect(bench.dialog.changed(change, step: ScriptedRun.id("database.load"), bench.run.state, now: bench.now) == [])
    bench.press(each: "\r", "the path was wrong", "\r")
    #expect(bench.answer?.change == change && bench.answer?.reason == "the path was wrong")
  }

  @Test func `a change of a step whose question is closed is not given`() {
    var bench = bench(ScriptedQuestion.failed)
    bench.tell(.promptAnswered(PromptAnswer(prompt: 1, choice: .skip, reason: "no", by: Self.ruth)))
    let change = Self.olderDump
    #expect(bench.dialog.changed(change, step: ScriptedRun.id("database.load"), bench.run.state, now: bench.now) == [])
    bench.press(each: "reason", "\r")
    #expect(bench.actions == [] && bench.dialog.notice?.isProblem == true)
  }

  @Test func `the fields of a manual step are asked for one after the other, and looked at at once`() {
    var bench = bench(ScriptedQuestion.byHand)
    bench.press(each: "d", "unit 12", "\r", "a lot", "\r")
    #expect(bench.dialog.notice?.text.contains("a lot") == true && bench.actions == [])
    bench.press(each: "\u{15}", "12.5", "\r")
    #expect(
      bench.answer?.fields == [FieldValue(name: "asset", value: "unit 12"), FieldValue(name: "litres", value: "12.5")])
  }

  @Test func `Esc goes back to the field before, with what was typed there`() {
    var bench = bench(ScriptedQuestion.byHand)
    bench.press(each: "d", "unit 12", "\r", "\u{1B}", "3", "\r", "5", "\r")
    #expect(bench.answer?.fields.map(\.value) == ["unit 123", "5"])
  }

  @Test func `a file is attached before its step is done`() {
    func prompt(_ number: Int) -> Prompt {
      var prompt = ScriptedQuestion.byHand(number)
      prompt.terms?.fields = [.init(name: "photo", type: .file)]
      return prompt
    }
    var bench = bench(prompt)
    bench.press(each: "d", "/tmp/rack.jpg", "\r")
    #expect(bench.actions == [.attach(path: "/tmp/rack.jpg", field: "photo", prompt: 1)])
    bench.dialog.refused("no such file", now: bench.now.uptime)
    #expect(bench.dialog.isTyping && bench.dialog.notice?.isProblem == true)
    bench.press("\r")
    let evidence = Evidence(field: "photo", name: "rack.jpg", path: "evidence/rack.jpg", sha256: "0", bytes: 1)
    let rest = bench.dialog.attached(evidence, bench.run.state, now: bench.now)
    guard case .put(let answer) = rest.first else { return #expect(Bool(false)) }
    #expect(answer.evidence == [evidence] && answer.fields == [FieldValue(name: "photo", value: "rack.jpg")])
  }

  @Test(arguments: [(["1", "y"], "failover"), (["2", "y"], "rebuild"), (["1", "n", "2", "\r", "y"], "rebuild")])
  func `an option is chosen by its number and a yes`(keys: [String], option: String) {
    var bench = bench(ScriptedQuestion.decided)
    for key in keys { bench.press(key) }
    #expect(bench.answer?.option == option && bench.actions.count == 1)
  }

  @Test func `a drill's cleanup begins on one key`() {
    var bench = DialogBench(ScriptedQuestion.asking(ScriptedQuestion.pause, mode: .drill))
    bench.press(each: "r", "s", "Q", "y", "c")
    #expect(bench.answer?.choice == .cleanUp && bench.actions.count == 1)
  }

  @Test func `a host is confirmed by a key and a yes`() {
    var bench = DialogBench(ScriptedState.unknownKey.run)
    bench.press(each: "c", "\r")
    #expect(bench.answer == nil)
    bench.press("y")
    #expect(bench.answer?.choice == .confirm)
  }

  // MARK: - Who

  @Test func `whose role is needed says who they are`() {
    var bench = bench(ScriptedQuestion.approved)
    bench.press(each: "y", "\r", "3", "0", "2")
    #expect(bench.answer?.by == Operator(user: "ann", attested: "naomi", attestation: .typed))
  }

  @Test func `who is known to have the role isn't asked, and who is known to have another is`() {
    var known = bench(ScriptedQuestion.approved, me: Self.ruth)
    known.press("y")
    #expect(known.answer?.by == Self.ruth)
    var other = bench(ScriptedQuestion.approved, me: Self.matthew)
    other.press("y")
    #expect(other.answer == nil)
    other.press("1")
    #expect(other.answer?.by.attested == "ruth" && other.answer?.by.attestation == .typed)
  }

  @Test func `who has approved can't do so again, and nobody is offered whose word doesn't count`() {
    var bench = bench { number in
      var prompt = ScriptedQuestion.approved(number)
      prompt.terms?.excluded = Operator(user: "ann", attested: "ruth", attestation: .option)
      return prompt
    }
    bench.press("y")
    guard case .naming(_, let people) = bench.dialog.stage else { return #expect(Bool(false)) }
    #expect(people.map(\.name) == ["naomi"])
  }

  @Test func `a refusal needs a reason`() {
    var bench = bench(ScriptedQuestion.approved)
    bench.press(each: "n", "1", "\r")
    #expect(bench.answer == nil)
    bench.press(each: "the list is empty", "\r")
    #expect(bench.answer?.choice == .reject && bench.answer?.reason == "the list is empty")
  }

  // MARK: - Others

  @Test func `an answer given elsewhere closes the panel and says who gave it`() {
    var bench = bench(ScriptedQuestion.failed)
    bench.press(each: "s", "half a rea")
    bench.tell(.promptAnswered(PromptAnswer(prompt: 1, choice: .rerun, by: Self.ruth)))
    #expect(bench.dialog.stage == .interrupted("half a rea") && bench.dialog.question == nil)
    #expect(bench.dialog.notice?.text.contains("rerun, said ruth (ann)") == true)
    bench.press(each: "son yy", "y")
    #expect(bench.dialog.stage == .interrupted("half a rea"), "the rest of a sentence answers nothing")
    bench.press([0x1B])
    #expect(bench.dialog.stage == .choosing)
  }

  @Test func `an answer of one's own closes the panel without a word`() {
    var bench = bench(ScriptedQuestion.failed)
    bench.press("r")
    bench.tell(.promptAnswered(bench.answer ?? PromptAnswer(prompt: 1, choice: .skip, by: Self.ruth)))
    #expect(bench.dialog.notice == nil && bench.dialog.question == nil)
  }

  @Test func `an answer of which nothing is heard can be given again`() {
    var bench = bench(ScriptedQuestion.failed)
    bench.press(each: "r", "r", "r")
    #expect(bench.actions.count == 1)
    bench.wait(6)
    bench.press("r")
    #expect(bench.actions.count == 2)
  }

  @Test func `what is refused is told, and the question asks again`() {
    var bench = bench(ScriptedQuestion.failed)
    bench.press("r")
    bench.dialog.refused("ruth was first", now: bench.now.uptime)
    #expect(bench.dialog.stage == .choosing && bench.dialog.notice?.text == "ruth was first")
  }

  @Test func `Tab goes to the next question and round`() {
    var bench = DialogBench(ScriptedQuestion.severalRun)
    #expect(bench.dialog.question == 1)
    bench.press("\t")
    #expect(bench.dialog.question == 2)
    bench.press("r")
    #expect(bench.answer?.prompt == 2)
    bench.tell(.promptAnswered(PromptAnswer(prompt: 2, choice: .rerun, by: Operator(user: "ann"))))
    #expect(bench.dialog.question == 1)
  }

  @Test func `who only looks on leaves with q and stops with a capital one`() {
    var bench = bench(ScriptedQuestion.failed, qStops: false)
    bench.press(each: "q", "y")
    #expect(bench.actions == [] && bench.dialog.stage == .choosing)
    bench.press(each: "Q", "y")
    #expect(bench.answer?.choice == .stop)
  }

  // MARK: - T0

  @Test(arguments: [
    ("02:47", -780.0 as Double?), ("unknown", nil), ("UNKNOWN", nil), ("2026-11-21T02:50:00Z", -600),
  ])
  func `when it went down is a line that anybody may type`(text: String, seconds: Double?) {
    var bench = DialogBench(ScriptedQuestion.asking(ScriptedQuestion.failed, knowsDisruption: false))
    bench.press(each: "t", text, "\r")
    guard case .stamp(let stamp) = bench.actions.first else { return #expect(Bool(false), "\(bench.dialog.stage)") }
    #expect(stamp.clock == .disruption && (stamp.time == nil) == (seconds == nil))
    #expect(bench.dialog.stage == .choosing)
  }

  @Test func `a time to come is refused, and one of yesterday asked about`() {
    var bench = DialogBench(ScriptedQuestion.asking(ScriptedQuestion.failed, knowsDisruption: false))
    bench.press(each: "t", "2026-11-22T02:50:00Z", "\r")
    #expect(bench.actions == [] && bench.dialog.notice?.isProblem == true)
    bench.press(each: "\u{15}", "soon", "\r")
    #expect(bench.actions == [] && bench.dialog.notice?.isProblem == true)
    bench.press(each: "\u{15}", "\r", "2026-11-20T05:00:00Z", "\r")
    #expect(bench.actions == [])
    bench.press(each: "\r", "n", "\u{1B}")
    #expect(bench.actions == [] && bench.dialog.stage == .choosing)
    bench.press(each: "t", "2026-11-20T05:00:00Z", "\r", "y")
    #expect(bench.actions.count == 1)
  }

  @Test func `nobody is asked when it went down who has said so, or drills`() {
    for run in [ScriptedQuestion.asking(ScriptedQuestion.failed), ScriptedRun(ScriptedPlan.callCentre(.drill))] {
      var bench = DialogBench(run)
      bench.press("t")
      #expect(bench.dialog.stage == .choosing)
    }
  }
}
