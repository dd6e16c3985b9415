internal import Expressions

/// What differs between two texts, line by line, in the form that `diff -u` gave its name to.
enum UnifiedDiff {
  /// Lines of context around a change.
  private static let context = 3
  /// Texts with more lines than this are only said to differ, as nobody would read them to their end.
  private static let mostLines = 20_000

  /// The lines of the diff with its heading; nothing where both are equal.
  static func lines(_ old: [String], _ new: [String], oldName: String, newName: String) -> [String] {
    // Bytes are compared: two spellings of one letter are two texts, as their hashes are.
    let (before, now) = SequenceDifference.numbered(old.map { Array($0.utf8) }, new.map { Array($0.utf8) })
    let changes = SequenceDifference.changes(before, now)
    guard !changes.isEmpty else { return [] }
    let heading = ["--- \(oldName)", "+++ \(newName)"]
    guard old.count + new.count <= mostLines else { return heading + ["(too long to be shown line by line)"] }
    let edits = edits(changes, old, new)
    return heading + hunks(edits).flatMap { text(of: edits[$0], edits[..<$0.lowerBound]) }
  }

  private enum Edit {
    case same(String), gone(String), come(String)

    var isChange: Bool { if case .same = self { false } else { true } }
    var isOld: Bool { if case .come = self { false } else { true } }
    var isNew: Bool { if case .gone = self { false } else { true } }

    var text: String {
      switch self {
      case .same(let line): " " + line
      case .gone(let line): "-" + line
      case .come(let line): "+" + line
      }
    }
  }

  private static func edits(_ changes: [SequenceDifference.Change], _ old: [String], _ new: [String]) -> [Edit] {
    var edits: [Edit] = []
    var place = 0
    for change in changes {
      edits += old[place..<change.old.lowerBound].map(Edit.same)
      edits += old[change.old].map(Edit.gone) + new[change.new].map(Edit.come)
      place = change.old.upperBound
    }
    return edits + old[place...].map(Edit.same)
  }

  /// Stretches of edits around changes, each with its context; those that touch are one.
  private static func hunks(_ edits: [Edit]) -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for index in edits.indices where edits[index].isChange {
      let range = max(0, index - context)..<min(edits.count, index + context + 1)
      if let last = hunks.last, last.upperBound >= range.lowerBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return hunks
  }

  private static func text(of hunk: ArraySlice<Edit>, _ before: ArraySlice<Edit>) -> [String] {
    func place(_ isCounted: (Edit) -> Bool) -> String {
      let (start, count) = (before.count(where: isCounted), hunk.count(where: isCounted))
      // A stretch without lines stands behind the line before it.
      return count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
    }
    return ["@@ -\(place(\.isOld)) +\(place(\.isNew)) @@"] + hunk.map(\.text)
  }
}
