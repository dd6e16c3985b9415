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
      if let number = bench.dialog.question, let prompt = bench.dialog.prompt(in: bench.run.state), number == 1 {
        var longer = prompt
        longer.number = bench.run.state.prompts.count + 1
        longer.question = String(repeating: "\u{1B}[2Jデータ long words\n", count: 60)
        bench.run.starts("web.files")
        longer.step = ScriptedRun.id("web.files")
        bench.run.asks { _ in longer }
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
}
