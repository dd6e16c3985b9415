import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

@testable import HalfhourCommands

struct QuestionPictureTests {
  static let sizes = [(80, 24), (60, 15), (120, 40)]

  @Test(arguments: ScriptedQuestion.allCases, sizes.map { ScreenPainter.Size(columns: $0.0, rows: $0.1) })
  func `a question looks as it was looked at and approved`(
    question: ScriptedQuestion, size: ScreenPainter.Size
  ) throws {
    let lines = question.bench.lines(size.columns, size.rows).map(\.text)
    try Golden.expect(lines, named: "question-\(question.rawValue)-\(size.columns)x\(size.rows)")
  }

  @Test(arguments: ScriptedQuestion.allCases)
  func `nothing of a question is cut off at 80 by 24`(question: ScriptedQuestion) {
    let bench = question.bench
    let picture = bench.picture
    let shown = Set(bench.lines(80, 24).map(\.text))
    for line in picture.panel(80).lines + picture.keys(80, height: 24).lines {
      #expect(line.width <= 80 && shown.contains(line.text), "\(line.text)")
    }
  }

  @Test func `a question of any size never grows beyond its screen, and its keys stay on it`() {
    var chance = SeededChance(seed: 11)
    for question in ScriptedQuestion.allCases {
      var bench = question.bench
      if bench.run.state[ScriptedRun.id("web.files")]?.state == .waiting {
        bench.run.starts("web.files")
        bench.run.asks { number in
          var longer = ScriptedQuestion.failed(number)
          longer.question = String(repeating: "\u{1B}[2Jデータ long words\n", count: 60)
          longer.step = ScriptedRun.id("web.files")
          return longer
        }
        bench.press("\t")
      }
      for _ in 0..<40 {
        let (width, height) = (Int.random(in: 0...140, using: &chance), Int.random(in: 0...60, using: &chance))
        let lines = bench.lines(width, height)
        #expect(lines.count <= height)
        #expect(lines.allSatisfy { $0.width <= width && $0.width == DisplayWidth.of($0.text) })
        let text = lines.map(\.text).joined()
        #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
      }
    }
  }

  @Test func `an incident that was verified without a known disruption says so`() {
    let plan = ScriptedPlan.plan(
      .incident, [ScriptedPlan.service("shop", .critical, 30)], [ScriptedPlan.step("shop.see", .verify, check: true)])
    var run = ScriptedRun(plan)
    run.starts("shop.see")
    run.at(2)
    run.passes("shop.see")
    func text() -> String {
      ScreenPicture(of: run.state, at: run.moment).lines(width: 80, height: 24).map(\.text).joined(separator: "\n")
    }
    #expect(text().contains("RECOVERED, time unknown"))
    run.tell(.runFinished(RunEnding(verdict: .passedWithConditions, findings: ["T0 is unknown"])))
    #expect(text().contains("verified, time unknown: nobody said when it went down"))
    #expect(!text().contains("NOT VERIFIED"))
  }

  @Test func `the estimate adds the budgets of what is left`() {
    let bench = ScriptedQuestion.triage.bench
    let lines = bench.lines(80, 24).map(\.text)
    // 300 s of installing, of which a minute is over, and 600 s of loading, 72 s after the start.
    let time = (ScriptedRun.start + .seconds(72 + 242 - 4 + 600)).timeOfDay.prefix(5)
    #expect(lines.contains { $0.contains("estimate: verified at \(time)") }, "\(lines)")
  }

  /// A drill that has recovered and breaks something on purpose.
  private static var brokenRun: ScriptedRun {
    var plan = ScriptedPlan.plan(
      .drill, [ScriptedPlan.service("shop", .critical, 30)],
      [
        ScriptedPlan.step("shop.see", .verify, check: true), ScriptedPlan.step("shop.cut", .verify),
        ScriptedPlan.step("shop.mend", .verify), ScriptedPlan.step("shop.away", .cleanup),
      ])
    plan.steps[1].proof = .damage("no-rows")
    plan.steps[2].proof = .mending("no-rows")
    var run = ScriptedRun(plan)
    run.starts("shop.see")
    run.passes("shop.see")
    run.starts("shop.cut")
    run.passes("shop.cut")
    run.starts("shop.mend")
    run.at(2)
    return run
  }

  private func text(_ run: ScriptedRun, stopQuestion: Duration? = nil) -> String {
    ScreenPicture(of: run.state, at: run.moment, stopQuestion: stopQuestion).lines(width: 80, height: 24)
      .map(\.text).joined(separator: "\n")
  }

  @Test func `Ctrl-C's question says what stays broken, until it is mended`() {
    var run = Self.brokenRun
    #expect(text(run, stopQuestion: .seconds(9)).contains("THE BREAK no-rows STANDS"))
    #expect(text(run).contains("phase: proving") && text(run).contains("PROVING THE CHECKS"))
    run.passes("shop.mend")
    #expect(!text(run, stopQuestion: .seconds(9)).contains("STANDS") && !text(run).contains("PROVING"))
  }

  @Test func `a drill whose cleanup is not done says so at its end, and how to go on`() {
    var run = Self.brokenRun
    run.passes("shop.mend")
    run.starts("shop.away")
    run.fails("shop.away", "no route to host")
    run.tell(.runFinished(RunEnding(verdict: .failed, findings: [])))
    #expect(text(run).contains("CLEANUP IS NOT DONE: shop.away"))
    #expect(text(run).contains("halfhour resume --cleanup \(run.id)"))
  }
}
