internal import RunbookModel

/// Something that is not as it was at a drill.
struct Change: Hashable {
  enum What: String { case changed, added, removed, mode }

  let what: What
  let kind: Ingredient.Kind
  let name: String
  let old: Ingredient?
  let new: Ingredient?

  /// What differs between two lists, in the order of the new one, what is gone at the end.
  static func all(from old: [Ingredient], to new: [Ingredient]) -> [Change] {
    let before = Dictionary(old.map { ($0.name, $0) }) { first, _ in first }
    let now = Set(new.map(\.name))
    let changed = new.compactMap { change(from: before[$0.name], to: $0) }
    return changed
      + old.filter { !now.contains($0.name) }.map {
        Change(what: .removed, kind: $0.kind, name: $0.name, old: $0, new: nil)
      }
  }

  private static func change(from old: Ingredient?, to new: Ingredient) -> Change? {
    let what: What
    if let old {
      guard old.sha256 != new.sha256 || old.isExecutable != new.isExecutable else { return nil }
      what = old.sha256 == new.sha256 ? .mode : .changed
    } else {
      what = .added
    }
    return Change(what: what, kind: new.kind, name: new.name, old: old, new: new)
  }

  /// As in a sentence after which a date follows.
  var words: String {
    switch what {
    case .changed: "\(name) changed"
    case .added: "\(name) was added"
    case .removed: "\(name) was removed"
    case .mode: "\(name) was made \(new?.isExecutable == true ? "" : "not ")executable"
    }
  }

  /// What differs, line by line.
  func diff(since date: String) -> [String] {
    guard what != .mode else { return ["--- \(name)", "+++ \(name)", "(\(words))"] }
    return UnifiedDiff.lines(
      old?.lines ?? [], new?.lines ?? [], oldName: old == nil ? "/dev/null" : "\(name) (drilled \(date))",
      newName: new == nil ? "/dev/null" : "\(name) (now)")
  }
}
