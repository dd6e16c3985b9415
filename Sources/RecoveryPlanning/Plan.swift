package import RunbookModel

/// A runbook compiled for one mode and set of inputs: an immutable graph of steps, with a hash.
package struct Plan: Hashable, Sendable, Decodable {
  /// Raised when a plan of an older version can't be read as this one any more.
  package static let currentFormat = 5

  package var format: Int
  package var mode: RunMode
  package var site: PlannedSite
  /// The name of the runbook that was asked for: the only one, or the set.
  package var root: RunbookName
  /// In the order in which a set names them.
  package var runbooks: [PlannedRunbook]
  /// The heading of the set that was asked for, which has no steps of its own.
  package var set: PlannedRunbook?
  /// Only those that the run recovers.
  package var services: [PlannedService]
  /// In file order within each runbook as far as needs allow; every need stands before the step that has it.
  package var steps: [PlannedStep]
  /// Everything beside the runbooks that takes part, by path; the run folder keeps a copy.
  package var files: [PlannedFile]
  package var limits: Limits
  /// What `{{ hosts.name.address }}` stands for, without user and port, for every host that the steps use.
  package var addresses: [HostName: String]
  /// Every host that the steps use.
  package var hosts: [PlannedHost] = []
  /// Public keys of live hosts, none of which may be met in a drill.
  package var liveKeys: [String] = []
  /// The live addresses of the site's hosts, whose known keys may not be met in a drill either.
  package var liveDestinations: [String] = []
  /// The site's `ssh_config` among `files`; without it that of the user holds.
  package var sshConfig: String?
  /// Outputs that were given in place of steps that don't run in this plan.
  package var givenOutputs: [StepID: [OutputName: String]] = [:]

  package init(
    mode: RunMode, site: PlannedSite, root: RunbookName, runbooks: [PlannedRunbook], services: [PlannedService],
    steps: [PlannedStep], files: [PlannedFile], limits: Limits, addresses: [HostName: String] = [:]
  ) {
    self.format = Self.currentFormat
    self.mode = mode
    self.site = site
    self.root = root
    self.runbooks = runbooks
    self.services = services
    self.steps = steps
    self.files = files
    self.limits = limits
    self.addresses = addresses
  }

  /// What was asked for, with its title and what it says for the record; nil in a plan that is older than headings of sets.
  package var heading: PlannedRunbook? { self.set ?? runbooks.first { $0.name == root } }
}

/// What a run and its report need to know of the site.
package struct PlannedSite: Hashable, Sendable, Decodable {
  package var name: String
  package var allowances: Allowances?
  @OptionalDurationText package var drillEvery: Duration?
  /// The folder of the site's file, from which the paths in `channels` are read.
  package var folder: String = "."
  package var people: [PlannedPerson] = []
  package var channels: [PlannedChannel] = []
  package var updates: UpdateRules?
  /// Nil in plans of older versions, and where the site says nothing.
  package var report: ReportSettings?

  package init(name: String, allowances: Allowances? = nil, drillEvery: Duration? = nil) {
    self.name = name
    self.allowances = allowances
    _drillEvery = OptionalDurationText(wrappedValue: drillEvery)
  }
}

/// A runbook's heading within a plan, and the values of its inputs.
package struct PlannedRunbook: Hashable, Sendable, Decodable {
  package var name: RunbookName
  package var title: String
  /// As the person gave it.
  package var path: String
  package var service: ServiceName?
  package var strategy: Runbook.Strategy
  package var purpose: String?
  package var scenario: String?
  package var scope: String?
  package var exclusions: [String]
  /// What it may do to data that survived.
  package var risk: String?
  /// Every input of the runbook with the value that holds in this run.
  package var inputs: [InputName: String]
  package var secrets: [Secret]
  /// How many breaks the runbook has, whether this run does them or not.
  package var breaks: Int

  package init(
    name: RunbookName, title: String, path: String, service: ServiceName? = nil,
    strategy: Runbook.Strategy = .rebuild, purpose: String? = nil, scenario: String? = nil, scope: String? = nil,
    exclusions: [String] = [], inputs: [InputName: String] = [:], secrets: [Secret] = [],
    breaks: Int = 0
  ) {
    self.name = name
    self.title = title
    self.path = path
    self.service = service
    self.strategy = strategy
    self.purpose = purpose
    self.scenario = scenario
    self.scope = scope
    self.exclusions = exclusions
    self.inputs = inputs
    self.secrets = secrets
    self.breaks = breaks
  }
}

/// A service that the run recovers, by one of the plan's runbooks.
package struct PlannedService: Hashable, Sendable, Decodable {
  package var name: ServiceName
  package var runbook: RunbookName
  package var tier: Service.Tier
  package var target: Target
  package var dependsOn: [ServiceName]
  package var owner: RoleName?
  package var costPerHour: MoneyPerHour?
  package var fallback: String?
  /// Whom to call when it is down.
  package var vendor: PlannedVendor?

  package init(
    name: ServiceName, runbook: RunbookName, tier: Service.Tier, target: Target, dependsOn: [ServiceName] = [],
    owner: RoleName? = nil, costPerHour: MoneyPerHour? = nil, fallback: String? = nil
  ) {
    self.name = name
    self.runbook = runbook
    self.tier = tier
    self.target = target
    self.dependsOn = dependsOn
    self.owner = owner
    self.costPerHour = costPerHour
    self.fallback = fallback
  }
}

/// A file that takes part in a run, as it was when the plan was made.
package struct PlannedFile: Hashable, Sendable, Decodable {
  /// As the runbook reaches it: its runbook's folder joined with the path that the author wrote.
  package var path: String
  package var sha256: String
  package var size: Int
  package var executable: Bool

  package init(path: String, sha256: String, size: Int, executable: Bool) {
    self.path = path
    self.sha256 = sha256
    self.size = size
    self.executable = executable
  }
}
