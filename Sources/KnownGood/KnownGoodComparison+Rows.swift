internal import Expressions

extension KnownGoodComparison {
  /// How many rows that differ are shown.
  private static let rowLimit = 5

  func difference(rows recorded: RowTable, _ observed: RowTable) throws(PatternError) -> String? {
    // A client may name no columns where it gives no rows.
    if !recorded.columns.isEmpty, !observed.columns.isEmpty, !same(recorded.columns, observed.columns) {
      return "the columns are \(names(observed)), where \(names(recorded)) are recorded"
    }
    var masker = try Masker(rules.masks)
    let first = prepared(try masked(recorded.rows, &masker))
    var second = prepared(try masked(observed.rows, &masker))
    if first.count == second.count {
      for index in first.indices where isNear(first[index], second[index]) { second[index] = first[index] }
    }
    let (old, new) = SequenceDifference.numbered(first.map(Self.bytes), second.map(Self.bytes))
    let changes = SequenceDifference.changes(old, new)
    guard !changes.isEmpty else { return nil }
    let columns = recorded.columns.isEmpty ? observed.columns : recorded.columns
    var lines = changes.flatMap { change in
      self.lines(change, first, second, columns)
    }
    let left = lines.count - Self.rowLimit
    if left > 0 { lines = lines.prefix(Self.rowLimit) + ["… and \(left) more row\(left == 1 ? "" : "s")"] }
    let counts = first.count == second.count ? "\(first.count) rows" : "\(second.count) rows, \(first.count) recorded"
    let words = rules.anyOrder ? ", sorted, because any order will do" : ""
    return (["\(counts)\(words):"] + lines).joined(separator: "\n")
  }

  /// Rows that stand in each other's place first, then those that are missing or too many.
  private func lines(
    _ change: SequenceDifference.Change, _ first: [[String?]], _ second: [[String?]], _ columns: [String]
  ) -> [String] {
    let both = min(change.old.count, change.new.count)
    // No more is made than can be shown, but all of it counts.
    return (0..<max(change.old.count, change.new.count)).map { index in
      guard index < both else {
        return index < change.old.count
          ? "row \(change.old.lowerBound + index + 1) is missing: \(shown(first[change.old.lowerBound + index]))"
          : "row \(change.new.lowerBound + index + 1) is new: \(shown(second[change.new.lowerBound + index]))"
      }
      let (old, new) = (first[change.old.lowerBound + index], second[change.new.lowerBound + index])
      return "row \(change.new.lowerBound + index + 1): \(differences(old, new, columns))"
    }
  }

  private func differences(_ old: [String?], _ new: [String?], _ columns: [String]) -> String {
    guard old.count == new.count else { return "expected \(shown(old)), got \(shown(new))" }
    let places = old.indices.filter { !isNear([old[$0]], [new[$0]]) }
    let parts = places.prefix(4).map { place in
      let name = place < columns.count ? columns[place] : "column \(place + 1)"
      return "\(Excerpt.line(name, limit: 40)): expected \(value(old[place])), got \(value(new[place]))"
    }
    let row = places.count < old.count ? " (\(shown(new)))" : ""
    let more = places.count > 4 ? ["… and \(places.count - 4) more columns"] : []
    return (parts + more).joined(separator: "; ") + row
  }

  private func shown(_ row: [String?]) -> String {
    Excerpt.line(
      row.prefix(20).map { $0.map { Excerpt.line($0, limit: 40) } ?? "null" }.joined(separator: ", "), limit: 120)
  }

  private func value(_ field: String?) -> String { field.map { Excerpt.quoted($0, limit: 60) } ?? "null" }

  private func names(_ table: RowTable) -> String { Excerpt.line(table.columns.joined(separator: ", "), limit: 120) }

  private func masked(_ rows: [[String?]], _ masker: inout Masker) throws(PatternError) -> [[String?]] {
    guard !rules.masks.isEmpty else { return rows }
    var masked: [[String?]] = []
    for row in rows {
      var fields: [String?] = []
      for field in row {
        if let field { fields.append(try masker.masked(field)) } else { fields.append(nil) }
      }
      masked.append(fields)
    }
    return masked
  }

  private func prepared(_ rows: [[String?]]) -> [[String?]] {
    guard rules.anyOrder else { return rows }
    let hasTolerance = rules.numbersWithin != nil
    let keyed = rows.map { (NumberTolerance.SortKey($0, hasTolerance: hasTolerance), $0) }
    return keyed.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private func isNear(_ old: [String?], _ new: [String?]) -> Bool {
    guard old.count == new.count else { return false }
    let tolerance = NumberTolerance(percent: rules.numbersWithin ?? 0)
    return zip(old, new).allSatisfy { pair in
      guard let first = pair.0, let second = pair.1 else { return pair.0 == nil && pair.1 == nil }
      return rules.numbersWithin == nil ? first.utf8.elementsEqual(second.utf8) : tolerance.holds(first, second)
    }
  }

  /// Bytes are compared: two spellings of one letter are two texts.
  private static func bytes(_ row: [String?]) -> [[UInt8]?] { row.map { $0.map { Array($0.utf8) } } }

  private func same(_ first: [String], _ second: [String]) -> Bool {
    first.map { Array($0.utf8) } == second.map { Array($0.utf8) }
  }
}
