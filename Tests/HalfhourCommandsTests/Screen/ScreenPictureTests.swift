import Foundation
import RunCore
import RunbookModel
import Testing

@testable import HalfhourCommands

struct ScreenPictureTests {
  static let sizes = [(80, 24), (60, 15), (200, 50)]

  @Test(arguments: ScriptedState.allCases, sizes.map { ScreenPainter.Size(columns: $0.0, rows: $0.1) })
  func `a picture is as it was looked at and approved`(state: ScriptedState, size: ScreenPainter.Size) throws {
    let run = state.run
    let picture = ScreenPicture(of: run.state, at: run.moment)
    let lines = picture.lines(width: size.columns, height: size.rows).map(\.text)
    try Golden.expect(lines, named: "\(state.rawValue)-\(size.columns)x\(size.rows)")
  }

  @Test func `a picture never grows beyond its screen, whatever happens`() {
    var chance = SeededChance(seed: 7)
    for state in ScriptedState.allCases {
      let run = state.run
      for _ in 0..<60 {
        let (width, height) = (Int.random(in: 0...140, using: &chance), Int.random(in: 0...60, using: &chance))
        let stopQuestion: Duration? = Bool.random(using: &chance) ? .seconds(42) : nil
        let viewer = [ScreenPicture.Viewer.driver, .watcher(isDriven: false)].randomElement(using: &chance) ?? .driver
        let picture = ScreenPicture(
          of: run.state, at: run.moment, viewer: viewer, isLast: Bool.random(using: &chance),
          stopQuestion: stopQuestion, warning: "disk full")
        let lines = picture.lines(width: width, height: height)
        #expect(lines.count <= height, "\(state) \(width)x\(height)")
        for line in lines {
          #expect(DisplayWidth.of(line.text) <= width, "\(state) \(width)x\(height): \(line.text)")
          #expect(line.width == DisplayWidth.of(line.text))
          #expect(!line.text.unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
      }
    }
  }

  @Test func `a random run never grows beyond its screen`() {
    for seed in 0..<40 {
      var chance = SeededChance(seed: UInt64(seed))
      let run = RandomRun.make(using: &chance)
      let (width, height) = (Int.random(in: 1...120, using: &chance), Int.random(in: 1...40, using: &chance))
      let lines = ScreenPicture(of: run.state, at: run.moment).lines(width: width, height: height)
      #expect(lines.count <= height && lines.allSatisfy { $0.width <= width }, "seed \(seed)")
    }
  }

  @Test func `the question about a host shows all that must be compared, and how it is confirmed, at 80 by 24`() {
    let run = ScriptedState.unknownKey.run
    let text = ScreenPicture(of: run.state, at: run.moment).lines(width: 80, height: 24).map(\.text)
      .joined(separator: "\n").replacing(" \\\n      ", with: " ").replacing("\n  ", with: " ")
    for words in [
      "SHA256:uNiVztksCsDhcc0u9e8BrrJXVGDbE5DqzV0sXzyGkBo", "ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub",
      "halfhour resume 20261121-030000-shop-7f3a --confirm database.load",
      "halfhour resume 20261121-030000-shop-7f3a --rerun database.load",
      "halfhour resume 20261121-030000-shop-7f3a --skip database.load --reason \"…\"",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(!text.contains("--done"))
  }

  @Test func `what a person must type is whole at 80 by 24`() {
    let run = ScriptedState.waiting.run
    let text = ScreenPicture(of: run.state, at: run.moment).lines(width: 80, height: 24).map(\.text)
      .joined(separator: "\n").replacing(" \\\n      ", with: " ")
    for command in [
      "halfhour resume 20261121-030000-shop-7f3a --rerun database.load",
      "halfhour resume 20261121-030000-shop-7f3a --done database.load --reason \"…\"",
      "halfhour resume 20261121-030000-shop-7f3a --skip database.load --reason \"…\"",
      "halfhour stop 20261121-030000-shop-7f3a",
    ] {
      #expect(text.contains(command), "\(text)")
    }
  }

  @Test(arguments: [
    (10.0, "19:50 left", ScreenStyle.strong), (900, "05:00 left", .attention), (1_330, "OVER TARGET by 02:10", .bad),
  ])
  func `the countdown counts what a drill is allowed before its start`(
    seconds: Double, text: String, style: ScreenStyle
  ) {
    var run = ScriptedRun(ScriptedPlan.callCentre())
    run.at(seconds)
    let lines = ScreenPicture(of: run.state, at: run.moment).lines(width: 80, height: 24)
    #expect(lines.contains { $0.text.contains(text) && $0.pieces.first?.style == style })
  }

  @Test func `an incident without a known disruption doesn't promise its time`() {
    var run = ScriptedRun(ScriptedPlan.callCentre(.incident))
    run.at(60)
    let lines = ScreenPicture(of: run.state, at: run.moment).lines(width: 80, height: 24).map(\.text)
    #expect(lines.contains { $0.contains("under 29:00 left") && $0.contains("since the run's start") })
  }

  @Test func `who looks at a run that nobody drives is told how to take it up`() {
    let run = ScriptedState.midRun.run
    let lines = ScreenPicture(of: run.state, at: run.moment, viewer: .watcher(isDriven: false))
      .lines(width: 80, height: 24).map(\.text)
    #expect(lines.contains { $0.contains("halfhour resume \(run.id)") })
  }

  @Test func `the stop question says what each key does`() {
    let run = ScriptedState.midRun.run
    let lines = ScreenPicture(of: run.state, at: run.moment, stopQuestion: .seconds(42))
      .lines(width: 60, height: 15).map(\.text)
    for words in ["s  stop: end running jobs, then clean up", "l  leave", "c  continue (by itself in 00:42)"] {
      #expect(lines.contains { $0.contains(words) }, "\(lines)")
    }
  }
}
