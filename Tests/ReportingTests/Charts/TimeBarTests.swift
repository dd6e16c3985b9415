import Foundation
import RunCore
import RunbookModel
import Testing

@testable import Reporting

struct TimeBarTests {
  private static func summary(_ story: String) throws -> RunSummary {
    TimeStories.names.contains(story) ? try TimeStories.named(story) : try Stories.named(story)
  }

  private static func bar(_ story: String, _ look: ReportLook = .standard) throws -> TimeBar {
    TimeBar(ReportDocument(summary: try summary(story), look: look))
  }

  @Test(arguments: [
    (
      "incident",
      [
        "detect: 2m 40s [T0–T1]", "decide: 5m 00s [T1–T2]", "mobilise: 5m 02s [T2–T4]", "execute: 33m 43s [T4–T6]",
        "accept: 13m 13s [T6–T7]", "after that, to the run's end: 2.0s",
      ]
    ),
    (
      "failed",
      [
        "detect, assumed: 3m 00s [T0–T1]", "decide, assumed: 5m 00s [T1–T2]", "mobilise, assumed: 2m 00s [T2–T4]",
        "execute: 29.3s, not brought to its end [T4–]",
      ]
    ),
    ("passed", ["start: 100ms [T3–T4]", "execute: 23.7s [T4–T6]", "after that, to the run's end: 1.5s"]),
    ("unfinished", ["start: 100ms [T3–T4]", "execute: 3.9s so far [T4–]"]),
    (
      "hosts",
      [
        "detect + decide + mobilise: nobody said [T0–T4]", "execute: 5m 00s [T4–T6]",
        "after that, to the run's end: 1m 38s",
      ]
    ),
    (
      "partly",
      [
        "detect + decide, not told apart: 11m 00s [T0–T2]", "mobilise: 4m 02s [T2–T4]", "execute: 7m 08s [T4–T6]",
        "after that, to the run's end: 1.0s",
      ]
    ),
    (
      "disordered",
      [
        "detect: 13m 20s [T0–T1]", "decide: 0s [T1–T2]", "mobilise: 1m 42s [T2–T4]", "execute: 7m 08s [T4–T6]",
        "after that, to the run's end: 1.0s",
      ]
    ),
    (
      "ready",
      [
        "detect, assumed: 3m 00s [T0–T1]", "decide, assumed: 5m 00s [T1–T2]", "start: 1.0s [T3–T4]",
        "execute: 14m 59s [T4–T6]",
      ]
    ),
    (
      "late",
      [
        "detect: 2m 40s [T0–T1]", "decide: 5m 00s [T1–T2]", "mobilise: 5m 02s [T2–T4]", "execute: 13m 28s [T4–T6]",
        "accept: 11m 30s [T6–T7]", "backlog: 4d 23h [T7–T8]",
      ]
    ),
    (
      "days",
      [
        "detect + decide + mobilise: nobody said [T0–T4]", "execute: 3d 00h [T4–T6]",
        "after that, to the run's end: 1m 40s",
      ]
    ),
    ("nothing", []),
  ])
  func `the parts of a run lie between its clocks, and what nobody said isn't made up`(story: String, parts: [String])
    throws
  {
    let bar = try Self.bar(story)
    let told = bar.stretches.all.map { stretch in
      let code = bar.code(stretch)
      return bar.words(stretch) + (code.isEmpty ? "" : " [\(code)]")
    }
    #expect(told == parts)
    #expect(bar.isEmpty == parts.isEmpty)
  }

  @Test(arguments: [
    ("incident", ["T0", "T1", "T2", "first step T4", "verified T6", "acceptance T7"]),
    ("partly", ["disruption T0", "declared T2", "first step T4", "verified T6"]),
    ("passed", ["run started T3", "verified T6"]), ("unfinished", ["T3", "first step T4"]),
  ])
  func `a clock is said in words, with its code small behind them`(story: String, names: [String]) throws {
    let bar = try Self.bar(story)
    let svg = TimeBarDrawing(bar: bar, kind: "time", width: 960).clockNames
    #expect(svg.map { Page($0).text.trimmingCharacters(in: .whitespaces) } == names)
    #expect(svg.allSatisfy { $0.contains("<tspan class=\"code\">T") })
  }

  @Test(arguments: Stories.names + TimeStories.names) func `each part begins where the one before it ends`(
    story: String
  ) throws {
    let stretches = try Self.bar(story).stretches.all
    for (one, next) in zip(stretches, stretches.dropFirst()) { #expect(one.to == next.from) }
    #expect(stretches.allSatisfy { $0.length.map { $0 >= .zero } ?? true })
  }

  @Test(arguments: [
    ("incident", "46m 16s, 16m 16s over its target of 30m"), ("incident", "51m 58s, target 2h met"),
    ("failed", "not verified, target 30m"), ("unfinished", "not back yet, target 30m"),
    ("hosts", "back, nobody said since when; target 30m"), ("proofs", "9m 31s, target 30m met"),
  ])
  func `how a service fared stands beside its bar`(story: String, words: String) throws {
    let bar = try Self.bar(story)
    #expect(bar.services.map(bar.result).contains(words))
    #expect(Page("<div>\(bar.svg)</div>").text.contains(words))
  }

  @Test func `what misses its target is drawn first when there are too many services`() throws {
    let bar = try Self.bar("dozen")
    let missed = bar.summary.services.filter { $0.rtoJudgement != .met }.map(\.id)
    #expect(bar.services.count == TimeBar.mostServices)
    #expect(missed.count > 1 && Set(missed).isSubset(of: Set(bar.services.map(\.id))))
    #expect(bar.others.count == 4)
    #expect(bar.notes.last?.hasPrefix("Not in the picture, but in the table of services: customer-relations-a") == true)
  }

  @Test func `the time beyond a target, waits and what only a drill does have patterns of their own`() throws {
    let incident = Page("<div>\(try Self.bar("incident").svg)</div>")
    let fills = Set(incident.elements.compactMap { $0.attributes["fill"] })
    #expect(fills == ["url(#time-wait)", "url(#time-over)", "url(#time-narrow-wait)", "url(#time-narrow-over)"])
    #expect(try Self.bar("incident").missed == [.seconds(1_040)..<(.seconds(2_016))])
    let drill = try Self.bar("proofs")
    #expect(drill.overhead == [.seconds(1)..<(.seconds(240))])
    #expect(Page("<div>\(drill.svg)</div>").text.contains("only in a drill, not counted: 3m 59s"))
    #expect(try Self.bar("passed").missed.isEmpty)
  }

  @Test(arguments: [
    ("passed", "The picture starts with the run: the time to detect, decide and mobilise is not included."),
    ("failed", "The pale parts before the run's start are assumed from the site's allowances."),
    ("hosts", "Nobody said when it began; the time before the first known clock is not in the picture."),
    ("unfinished", "The run is not over; the picture ends with what is known."),
    ("disordered", "Clocks that were said are not in their order."),
    ("late", "An arrow at the right edge: it lies later than the picture shows."),
    ("proofs", "What only a drill does isn't counted; the marks of the targets stand that much later."),
  ])
  func `what a reader must know of the picture stands below it`(story: String, note: String) throws {
    #expect(try Self.bar(story).notes.joined(separator: "\n").contains(note))
  }

  @Test func `a target stands later by what only a drill does`() throws {
    let bar = try Self.bar("proofs")
    let start = try #require(bar.summary.clocks.start(of: bar.services[0].target.clock)).elapsed
    let scale = TimeBarScale(bar.summary, stretches: bar.stretches, width: 960)
    #expect(scale.goals.map(\.at) == [start + .seconds(1_800 + 239)])
  }

  @Test func `a target that lies later than the picture shows has an arrow in its row`() throws {
    let far = try TimeBar(ReportDocument(summary: OpenStory.story(rto: 86_400).summary))
    #expect(far.notes.joined().contains("An arrow at the right edge"))
    let rows = TimeBarDrawing(bar: far, kind: "time", width: 960).rows.joined()
    #expect(rows.contains("class=\"goal\"") && !rows.contains("class=\"goal-tick\""))
    let near = try TimeBarDrawing(bar: Self.bar("passed"), kind: "time", width: 960).rows.joined()
    #expect(near.contains("class=\"goal\"") != near.contains("class=\"goal-tick\""))
  }

  @Test func `what came days later leaves the recovery its room`() throws {
    let bar = try Self.bar("late")
    let scale = TimeBarScale(bar.summary, stretches: bar.stretches, width: 960)
    #expect(scale.x(.seconds(810)) > scale.width / 2)
    #expect(scale.isBeyond(.seconds(432_000)) && !scale.isBeyond(.seconds(1_500)))
  }
}
