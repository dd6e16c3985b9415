import RunbookModel

@testable import Expressions
@testable import KnownGood

/// A known-good file is read as it was written, or refused at a line; an answer equals itself, and a difference can be read.
enum AnswerTarget: FuzzTarget {
  static func run(_ bytes: [UInt8]) {
    var input = FuzzInput(bytes)
    let (first, second, mask) = (input.bytes(), input.text(), input.text())
    read(first)
    let (recorded, observed) = (KnownAnswer.text(String(decoding: first, as: UTF8.self)), KnownAnswer.text(second))
    let file = KnownGoodFile(
      check: "shop.rows", kind: .http, recorded: "2026-11-21T02:47:00+01:00", from: second, by: mask, command: second,
      question: String(repeating: "0", count: 64), answer: recorded)
    do throws(KnownGoodProblem) {
      let back = try KnownGoodFile.read(Array(file.text.utf8), file: "a.txt")
      demand(back.answer == recorded, "an answer comes back as it was")
      demand(back.check == file.check && back.question == file.question, "a heading can't be changed by a value")
    } catch {
      fail("BROKEN PROMISE: a file that was written can be read: \(error)")
    }
    for isJSON in [false, true] { compare(recorded, observed, mask, isJSON: isJSON) }
  }

  private static func read(_ bytes: [UInt8]) {
    do throws(KnownGoodProblem) {
      _ = try KnownGoodFile.read(bytes, file: "a.txt")
    } catch {
      demand(error.line ?? 1 >= 1 && !error.message.isEmpty, "a refusal has a line and words")
    }
  }

  private static func compare(_ recorded: KnownAnswer, _ observed: KnownAnswer, _ mask: String, isJSON: Bool) {
    var rules = KnownGoodRules()
    rules.mayBeJSON = isJSON
    if let pattern = Pattern.compile(SourceText(fuzzed: mask)).0 { rules.masks = [pattern] }
    do throws(PatternError) {
      let itself = try KnownGoodComparison(rules).difference(recorded: recorded, observed: recorded)
      demand(itself == nil, "an answer equals itself: \(itself ?? "")")
      let there = try KnownGoodComparison(rules).difference(recorded: recorded, observed: observed)
      let back = try KnownGoodComparison(rules).difference(recorded: observed, observed: recorded)
      demand((there == nil) == (back == nil), "what differs from one differs from the other")
      demand((there ?? "").unicodeScalars.count < 24 * 700, "a difference can be read")
    } catch {
      // A mask that would take too long is refused.
    }
  }
}
