/// What users miss when it is down.
package struct Service: Hashable, Sendable {
  package enum Tier: String, CaseIterable, Sendable, Codable {
    /// The business stops.
    case critical
    /// The business slows.
    case important
    /// It can wait.
    case routine
  }

  package var name: ServiceName
  package var location: SourceLocation
  package var tier: Tier
  /// The role that answers for the service.
  package var owner: RoleName?
  package var target: Target
  package var dependsOn: [ServiceName]
  package var costPerHour: MoneyPerHour?
  /// What the business does meanwhile.
  package var fallback: String?
  /// The key of the vendor to call when it is down.
  package var vendor: String?
  /// Whether the service is up, asked when it isn't part of the run.
  package var health: Probe?

  package init(
    name: ServiceName, location: SourceLocation, tier: Tier, owner: RoleName? = nil, target: Target = .standard,
    dependsOn: [ServiceName] = [], costPerHour: MoneyPerHour? = nil, fallback: String? = nil, vendor: String? = nil,
    health: Probe? = nil
  ) {
    self.name = name
    self.location = location
    self.tier = tier
    self.owner = owner
    self.target = target
    self.dependsOn = dependsOn
    self.costPerHour = costPerHour
    self.fallback = fallback
    self.vendor = vendor
    self.health = health
  }
}

extension Service.Tier: Comparable {
  private var rank: Int {
    switch self {
    case .critical: 0
    case .important: 1
    case .routine: 2
    }
  }

  /// The more urgent tier is the lesser.
  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}

/// An amount of money for every hour of outage, such as `1800 EUR`.
package struct MoneyPerHour: Hashable, Sendable, Codable {
  /// In hundredths of the currency's unit, so that no cent is lost to rounding.
  package var hundredths: Int
  /// Three capital letters, ISO 4217.
  package var currency: String

  package init(hundredths: Int, currency: String) {
    self.hundredths = hundredths
    self.currency = currency
  }
}

/// A check of a service's health: a probe with what it must answer.
package struct Probe: Hashable, Sendable {
  package var kind: StepKind
  package var expect: Expectation?

  package init(kind: StepKind, expect: Expectation? = nil) {
    self.kind = kind
    self.expect = expect
  }
}
