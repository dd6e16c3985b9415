/// Something that a person must know of a service, in words.
struct ServiceFinding: Hashable {
  /// The most urgent first.
  enum Kind: String, CaseIterable {
    case noRunbook = "no-runbook"
    case brokenRunbook = "broken-runbook"
    case neverDrilled = "never-drilled"
    case drillFailed = "drill-failed"
    case targetMissed = "target-missed"
    case backupTooOld = "backup-too-old"
    case precheckFailed = "precheck-failed"
    case needsVerification = "needs-verification"
    case overdue
    case conditions
    case onePerson = "one-person"
    case oldLook = "old-look"
    case hostTrouble = "host-trouble"

    /// Whether the service isn't ready; the others are risks to look at.
    var stops: Bool {
      switch self {
      case .conditions, .onePerson, .oldLook, .hostTrouble: false
      default: true
      }
    }
  }

  let kind: Kind
  /// What follows the service's name in the line of the verdict.
  let short: String
  /// The same with what to do about it.
  let words: String
}

extension ServiceFinding.Kind: Comparable {
  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The more urgent is the lesser.
  static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
