import Foundation
import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

@testable import Reporting

/// What the first page says of a run that isn't over, or whose service was refused.
struct OpenRunTests {
  private func markdown(_ summary: RunSummary, isInHand: Bool? = nil) throws -> String {
    var document = ReportDocument(summary: summary)
    document.isInHand = isInHand
    return String(decoding: try RunReport.render(document, as: .markdown), as: UTF8.self)
  }

  private func section(_ title: String, of text: String) -> String {
    let lines = text.components(separatedBy: "\n").drop { $0 != "## \(title)" }.dropFirst()
    return lines.prefix { !$0.hasPrefix("## ") }.joined(separator: "\n")
  }

  private func head(_ text: String) -> Substring { text.prefix { $0 != "|" } }

  private func result(_ summary: RunSummary) -> String {
    let bar = TimeBar(ReportDocument(summary: summary))
    return bar.result(of: bar.services[0])
  }

  @Test func `a run that is not over says of when that is, and one that is over does not`() throws {
    let known = "As known at 2026-11-21 04:15:00 +01:00, the time of the last entry."
    #expect(try head(markdown(OpenStory.story().summary)).contains(known))
    #expect(try Story.report(OpenStory.story().summary, as: .html).contains(known))
    #expect(try !markdown(OpenStory.refused()).contains("As known at"))
  }

  @Test func `every open question says for whom and since when it waits, and how the run is taken up`() throws {
    var story = try OpenStory.story()
    let run = "20261121-044000-shop"
    let next = try section("What happens next", of: markdown(story.summary))
    #expect(
      next.contains(
        "It waits for sales (ruth, anna) since 04:05: Accept the shop. 0 of 2 people have approved. "
          + "Answer it with: halfhour answer \(run) 1"))
    #expect(next.contains("If nobody has the run in hand, take it up with: halfhour resume \(run)"))
    #expect(!next.contains("No finding is open."))
    try story.say(.promptAnswered(PromptAnswer(prompt: 1, choice: .approve, by: ManagerStory.ruth)), at: 901)
    let after = try section("What happens next", of: markdown(story.summary))
    #expect(after.contains("sales (anna) since 04:05: Accept the shop. 1 of 2 people have approved."))
  }

  @Test(arguments: [
    (true, "A process had the run in hand when this report was made."),
    (false, "Nobody has the run in hand. Take it up with: halfhour resume 20261121-044000-shop"),
  ])
  func `who knows whether the run is in hand says so, and nowhere in the figures`(isInHand: Bool, words: String) throws
  {
    let summary = try OpenStory.story().summary
    #expect(try section("What happens next", of: markdown(summary, isInHand: isInHand)).contains(words))
    var document = ReportDocument(summary: summary)
    let figures = try RunReport.render(document, as: .json)
    document.isInHand = isInHand
    #expect(try RunReport.render(document, as: .json) == figures)
  }

  @Test func `a question of another day has its day`() throws {
    var story = try OpenStory.story()
    try story.say(.noted(Note(number: 2, text: "Still nobody.", by: Story.matthew)), at: 90_000)
    #expect(try markdown(story.summary).contains("since 2026-11-21 04:05: Accept the shop."))
  }

  @Test(arguments: [
    (
      3_600.0, "It is not accepted yet, with 35 minutes of its target of 1 hour left.",
      "verified, not accepted yet, target 1h"
    ),
    (
      600, "It is already 15 minutes over its target of 10 minutes, and not accepted yet.",
      "verified, not accepted yet, already 15m 00s over its target of 10m"
    ),
  ])
  func `what is verified and not accepted is told against its target as of the last entry`(
    rto: Double, words: String, chart: String
  ) throws {
    let summary = try OpenStory.story(rto: rto).summary
    let text = try markdown(summary)
    #expect(head(text).contains("shop was back 15 minutes after the disruption. Its check passed. \(words)"))
    #expect(!text.contains("can't be judged"))
    #expect(text.contains("| from the disruption until accepted | not yet |"))
    #expect(result(summary) == chart)
  }

  @Test func `what is not back and over its target says so`() throws {
    var story = Story(Stories.shopPlan())
    try story.open()
    try story.run("tools", from: 1, to: 2)
    try story.begin("newest-backup", at: 3)
    try story.say(.noted(Note(number: 1, text: "It takes long.", by: Story.matthew)), at: 2_400)
    let text = try markdown(story.summary)
    #expect(head(text).contains("shop is not verified yet, and is already 10 minutes over its target of 30 minutes."))
    #expect(result(story.summary) == "not back yet, already 10m 00s over its target of 30m")
    #expect(text.contains("| shop | critical | not yet | 30m |"))
  }

  @Test func `what only a drill does brings no service over its target while the run goes on`() throws {
    var red = Story.step("orders-red", .verify, "The orders are there", check: true)
    red.proof = .seenRed(of: Story.id("orders"))
    let steps = [red, Story.step("orders", .verify, "The orders are there", check: true)]
    var story = Story(Story.plan([Stories.runbook], [Stories.shop], steps))
    try story.open()
    try story.run("orders-red", from: 0, to: 1_200)
    try story.begin("orders", at: 1_200)
    try story.say(.noted(Note(number: 1, text: "It takes long.", by: Story.matthew)), at: 2_400)
    #expect(result(story.summary) == "not back yet, target 30m")
    let goal = TimeBarScale.goal(of: story.summary.services[0], in: story.summary)
    #expect(goal == .seconds(3_000))
  }

  @Test func `a cost that still grows is one so far`() throws {
    let text = try markdown(OpenStory.story().summary)
    #expect(section("What it has cost so far", of: text).contains("**The outage has cost about 450 EUR so far.**"))
    #expect(!text.contains("outage cost about"))
  }

  @Test func `a refused acceptance is told once, and everywhere the same`() throws {
    let summary = try OpenStory.refused()
    let text = try markdown(summary)
    #expect(
      head(text).contains(
        "Its check passed. But anna refused to accept it, so its target of 1 hour was not met."))
    let trouble = section("What went wrong", of: text)
    #expect(
      trouble.contains(
        "- shop was back, but anna refused to accept it. The reason given: “I can't see my orders”."))
    #expect(trouble.components(separatedBy: "\n- ").count == 2, "\(trouble)")
    #expect(text.contains("| from the disruption until accepted | not met |"))
    #expect(result(summary) == "verified, but its acceptance was refused; target 1h")
    let next = section("What happens next", of: text)
    #expect(next.contains("The drill as a whole failed, so it doesn't count as one: it stays due."))
    #expect(next.contains("The step “Sales accepts the shop”: it was refused."))
  }

  @Test func `where no step accepts a service its time is told until it was verified`() throws {
    var story = try OpenStory.story(asks: false)
    try story.end(.passed, at: 301)
    let text = try markdown(story.summary)
    #expect(text.contains("| from the disruption until verified | met |"))
    #expect(!text.contains("until accepted"))
  }
}
