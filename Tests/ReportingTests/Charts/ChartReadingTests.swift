import Foundation
import RunCore
import RunbookModel
import Testing

@testable import Reporting

/// Pictures for those who don't see them, or see them without colours.
struct ChartReadingTests {
  private static func picturesOf(_ story: String) throws -> Page {
    let summary = TimeStories.names.contains(story) ? try TimeStories.named(story) : try Stories.named(story)
    let document = ReportDocument(summary: summary)
    return Page("<div>\(TimeBar(document).isEmpty ? "" : TimeBar(document).svg)\(Timeline(document).svg)</div>")
  }

  @Test(arguments: Stories.names + TimeStories.names + ["trends"])
  func `every picture has a name and words, and no id stands twice`(story: String) throws {
    let page = story == "trends" ? Page(TrendStories.page) : try Self.picturesOf(story)
    #expect(page.problem == nil)
    let ids = page.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for (_, attributes) in page.elements where attributes["role"] == "img" {
      let names = attributes["aria-labelledby"]?.split(separator: " ").map(String.init) ?? []
      #expect(names.count == 2 && Set(names).isSubset(of: Set(ids)))
    }
    let used = page.elements.compactMap { $0.attributes["fill"] }.map { $0.dropFirst(5).dropLast() }.map(String.init)
    #expect(Set(used).isSubset(of: Set(ids)), "a pattern that is not there")
  }

  @Test func `every word of a picture is the site's own`() throws {
    struct Echo {
      static let keys = [
        "detect", "execute", "target {1}", "How the time went", "Timeline of the run", "verified",
        "{1}, target {2} met", "not verified, target {1}", "Times are since the disruption.",
        "waiting for people: {1}", "beyond the target", "skipped", "restore",
        "The table of steps says the same in numbers.", "target of {1} · {2}",
      ]
    }
    let book = Phrasebook(Dictionary(uniqueKeysWithValues: Echo.keys.map { ($0, "»\($0)«") }))
    let look = ReportLook(say: book)
    let document = ReportDocument(summary: try Stories.named("incident"), look: look)
    let text = try String(decoding: RunReport.render(document, as: .html), as: UTF8.self)
    let drill = ReportDocument(summary: try Stories.named("failed"), look: look)
    let other = try String(decoding: RunReport.render(drill, as: .html), as: UTF8.self)
    for key in Echo.keys {
      let ends = key.hasPrefix("{") ? key.split(separator: "}").last.map { "\($0)«" } : nil
      let said = ends ?? "»" + (key.split(separator: "{").first.map(String.init) ?? "")
      #expect(text.contains(said) || other.contains(said), "\(key)")
    }
  }

  /// By the contrast ratio of WCAG 2.2, success criterion 1.4.3.
  @Test(arguments: [false, true]) func `text stands out from what lies behind it, by day and by night`(isDark: Bool)
    throws
  {
    let colours = Self.colours(isDark: isDark)
    let pairs = [
      ("ink", "paper"), ("quiet", "paper"), ("bad", "paper"), ("quiet", "lead"), ("ink", "detect"), ("ink", "decide"),
      ("ink", "mobilise"), ("paper", "recover"), ("ink", "owner"), ("ink", "backlog"), ("ink", "lead"),
    ]
    for (text, back) in pairs {
      let one = try #require(colours[text].map(Self.luminance))
      let other = try #require(colours[back].map(Self.luminance))
      let ratio = (max(one, other) + 0.05) / (min(one, other) + 0.05)
      #expect(ratio >= 4.5, "\(text) on \(back): \(ratio)")
    }
  }

  /// The style sheet's variables; those of the night come after those of the day.
  private static func colours(isDark: Bool) -> [String: String] {
    let css = ReportTemplates.builtIn.css
    var result: [String: String] = [:]
    for part in css.components(separatedBy: ":root").dropFirst() {
      let before = css.components(separatedBy: ":root\(part)")[0]
      let isNight = before.suffix(60).contains("prefers-color-scheme: dark")
      guard !isNight || isDark else { continue }
      for match in part.prefix(while: { $0 != "}" }).matches(of: /--([a-z]+): #([0-9a-f]+)/) {
        result[String(match.1)] = String(match.2)
      }
    }
    return result
  }

  private static func luminance(_ colour: String) -> Double {
    let digits = colour.count == 3 ? colour.map { "\($0)\($0)" }.joined() : colour
    let value = Int(digits, radix: 16) ?? 0
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
