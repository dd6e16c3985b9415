import RunbookModel

@testable import Expressions

/// A pattern finds what a plain, slow reading of its tree finds; its work grows with the text's length and no faster.
enum PatternTarget: FuzzTarget {
  static func run(_ bytes: [UInt8]) {
    var input = FuzzInput(bytes)
    let source = SourceText(fuzzed: input.text())
    let (pattern, diagnostics) = Pattern.compile(source)
    demand((pattern == nil) == (diagnostics.count == 1), "a pattern, or why there is none")
    FilePlaces(text: source.text).check(diagnostics, contents: source.text)
    guard let pattern else { return }
    let text = input.text()
    let found = search(pattern, text)
    if found == nil { demand(text.utf8.count > 100, "a short text is always answered") }
    _ = search(pattern, String(repeating: text + "a0 ", count: 20))
    compare(found, pattern, text)
  }

  private static func search(_ pattern: Pattern, _ text: String) -> Bool? {
    var search = PatternSearch(program: pattern.program)
    let result = try? search.run(text)
    // From each place every instruction is followed once, and asked for at most twice.
    let perPlace = 2 * pattern.program.instructions.count + 2
    demand(search.steps <= (text.unicodeScalars.count + 1) * perPlace, "steps grow with the text: \(search.steps)")
    demand(search.steps <= Pattern.stepLimit + perPlace, "steps have a limit: \(search.steps)")
    return result
  }

  private static func compare(_ found: Bool?, _ pattern: Pattern, _ text: String) {
    let scalars = text.unicodeScalars.map(\.value)
    guard scalars.count <= 24, pattern.program.instructions.count <= 120 else { return }
    do {
      var parser = PatternParser(pattern.text)
      let (node, sets) = try parser.pattern()
      var reading = SlowReading(text: scalars, sets: sets)
      let expected =
        scalars.indices.contains { !reading.ends(of: node, from: [$0]).isEmpty }
        || !reading.ends(of: node, from: [scalars.count]).isEmpty
      if reading.work < 20_000 { demand(found == expected, "\(expected) by the slow reading of \(pattern.text)") }
    } catch {
      fail("BROKEN PROMISE: what compiles can be parsed: \(error)")
    }
  }
}

/// Reads a pattern's tree directly: from a set of places to the set of those at which a part of the pattern can end.
private struct SlowReading {
  let text: [UInt32]
  let sets: [ScalarSet]
  var work = 0

  mutating func ends(of node: PatternNode, from starts: Set<Int>) -> Set<Int> {
    work += 1
    guard work < 20_000, !starts.isEmpty else { return [] }
    switch node {
    case .one(let set):
      return Set(starts.filter { $0 < text.count && sets[set].contains(text[$0]) }.map { $0 + 1 })
    case .assertion(let assertion):
      return starts.filter { place in
        assertion.holds(
          before: PatternNeighbour(place > 0 ? text[place - 1] : nil),
          after: PatternNeighbour(place < text.count ? text[place] : nil))
      }
    case .sequence(let nodes): return nodes.reduce(starts) { ends(of: $1, from: $0) }
    case .alternation(let nodes):
      return nodes.reduce(into: []) { $0.formUnion(ends(of: $1, from: starts)) }
    case .repetition(let node, let least, let most):
      var places = (0..<least).reduce(starts) { places, _ in ends(of: node, from: places) }
      var all = places
      var rounds = most.map { $0 - least } ?? .max
      while rounds > 0, !places.isEmpty {
        places = ends(of: node, from: places).subtracting(all)
        all.formUnion(places)
        rounds -= 1
      }
      return all
    }
  }
}
