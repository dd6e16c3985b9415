internal import RunCore
internal import RunbookModel

/// What went wrong, in a few sentences for somebody who knows nothing of computers; the most important first.
struct Trouble {
  let summary: RunSummary
  let say: Phrasebook

  /// The most that somebody reads who has a minute.
  static let most = 7

  /// Never empty.
  var sentences: [String] {
    let items = all
    guard !items.isEmpty else { return [nothing] }
    guard items.count > Self.most else { return items }
    let left = items.count - Self.most + 1
    return items.prefix(Self.most - 1) + [say("\(left) smaller things more; the tables below have all of them.")]
  }

  /// Where only the verdict knows of something, its own words are given.
  private var all: [String] {
    let grave = stops + failures + lateServices + doubtfulData + unknownServices + leftOver
    let items = grave + unprovenChecks + decisions + saidTimes + retries
    guard items.isEmpty else { return items + waits + irregularities + undelivered }
    let small = irregularities + undelivered
    return small.isEmpty && summary.verdict != .passed && summary.verdict != nil
      ? summary.findings.map { CellText.line($0, most: 300) } : small
  }

  private var nothing: String {
    summary.verdict == nil
      ? say("Nothing went wrong so far that this record knows of.")
      : say("Nothing went wrong that this record knows of.")
  }

  /// The first few, and how many more there are.
  func limited(_ items: [String], to most: Int, more: (Int) -> String) -> [String] {
    guard items.count > most + 1 else { return items }
    return items.prefix(most) + [more(items.count - most)]
  }

  /// A sentence with what a program said of it, in its own words.
  func told(_ sentence: String, message: String?) -> String {
    guard let message = first(message) else { return sentence }
    return sentence + " " + say("What it said: “\(message)”.")
  }

  /// A sentence with the reason that a person gave.
  func told(_ sentence: String, reason: String?) -> String {
    guard let reason = first(reason) else { return sentence }
    return sentence + " " + say("The reason given: “\(reason)”.")
  }

  private func first(_ text: String?) -> String? {
    let line = text?.split(whereSeparator: \.isNewline).first.map { CellText.line(String($0), most: 140) } ?? ""
    let words = line.hasSuffix(".") && !line.hasSuffix("..") ? String(line.dropLast()) : line
    return words.isEmpty ? nil : words
  }
}
