/// A part of a recovery; every runbook goes through them in this order.
package enum Phase: String, CaseIterable, Sendable, Codable, Hashable {
  case triage, precheck, provision, install, restore, verify, cutover, accept, cleanup
}

extension Phase: Comparable {
  private var rank: Int {
    switch self {
    case .triage: 0
    case .precheck: 1
    case .provision: 2
    case .install: 3
    case .restore: 4
    case .verify: 5
    case .cutover: 6
    case .accept: 7
    case .cleanup: 8
    }
  }

  package static func < (left: Phase, right: Phase) -> Bool { left.rank < right.rank }
}
