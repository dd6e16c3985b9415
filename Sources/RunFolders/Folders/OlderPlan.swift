internal import Foundation

/// Brings the JSON of a plan that an older version wrote to the shape of today's, as far as a report needs it.
///
/// Nothing in it is changed: what those versions did not know yet is filled in as what they did without it.
enum OlderPlan {
  /// The oldest format that can be read; in the one before, places in files had another shape.
  static let oldest = 2

  static func upgraded(_ data: Data) throws -> Data {
    guard var plan = try JSONSerialization.jsonObject(with: data) as? [String: Any] else { return data }
    // Format 3 brought hosts, 4 breaks, 5 people and outputs that were given.
    let missing: [String: Any] = [
      "hosts": [Any](), "liveKeys": [Any](), "liveDestinations": [Any](), "givenOutputs": [String: Any](),
    ]
    plan.merge(missing) { known, _ in known }
    if let site = plan["site"] as? [String: Any] {
      let silent: [String: Any] = ["folder": ".", "people": [Any](), "channels": [Any]()]
      plan["site"] = site.merging(silent) { known, _ in known }
    }
    if let runbooks = plan["runbooks"] as? [[String: Any]] {
      plan["runbooks"] = runbooks.map { $0.merging(["breaks": 0]) { known, _ in known } }
    }
    return try JSONSerialization.data(withJSONObject: plan)
  }
}
