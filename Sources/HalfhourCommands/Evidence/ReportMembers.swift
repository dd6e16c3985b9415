internal import Foundation
internal import Reporting

/// The members that a report of this version may have, as its schema names them.
struct ReportMembers {
  private let schema: FigureTree

  /// A schema of ours that can't be read names nothing, which its own tests would find.
  init() { schema = (try? JSONDecoder().decode(FigureTree.self, from: Data(ReportSchema.text.utf8))) ?? .null }

  /// Whether it is known what stands there: the keys from the report's outermost object on, without places in lists.
  func contains(_ members: [String]) -> Bool {
    var place = schema
    for member in members {
      place = resolved(place)
      guard let next = place["properties"]?[member] ?? place["additionalProperties"] else { return false }
      place = next
    }
    return true
  }

  /// What a reference leads to, and what the items of a list are.
  private func resolved(_ place: FigureTree) -> FigureTree {
    var place = place
    while true {
      if case .text(let name)? = place["$ref"], let target = schema["$defs"]?[name.replacing("#/$defs/", with: "")] {
        place = target
      } else if let items = place["items"] {
        place = items
      } else {
        return place
      }
    }
  }
}
