package import RunbookModel

/// What a host says of itself.
package struct HostFacts: Hashable, Sendable {
  /// The operating system and its release, as `uname -sr` says them.
  package var system: String
  package var user: String
  /// How far its wall clock is ahead of this machine's.
  package var clockOffset: Duration
  /// How a job gets a group of its own: `setsid`, `perl`, `monitor`, or `none`.
  package var leader: String
  /// From the start of the client to a shell that answers.
  package var connecting: Duration
  /// Of a question that costs the host nothing, over a connection that stands.
  package var roundTrip: Duration
  /// The memory file systems and temporary folders that can be written, in the order in which jobs take them.
  package var places: [String]
  /// Those of the programs which a run uses that are there.
  package var tools: [String]
  package var disks: [FreeDisk]
  /// In bytes; nil where the host doesn't tell.
  package var memory: Int?
  package var freeMemory: Int?
  /// As whom the plan's steps work there.
  package var elevations: [Elevation]
  /// What the marker of a recovery says that works there; nil where there is none, or none is made.
  package var recovery: String?

  package init(
    system: String, user: String, clockOffset: Duration, leader: String, connecting: Duration, roundTrip: Duration,
    places: [String], tools: [String], disks: [FreeDisk], memory: Int? = nil, freeMemory: Int? = nil,
    elevations: [Elevation] = [], recovery: String? = nil
  ) {
    self.system = system
    self.user = user
    self.clockOffset = clockOffset
    self.leader = leader
    self.connecting = connecting
    self.roundTrip = roundTrip
    self.places = places
    self.tools = tools
    self.disks = disks
    self.memory = memory
    self.freeMemory = freeMemory
    self.elevations = elevations
    self.recovery = recovery
  }
}

/// The room on the file system behind a path.
package struct FreeDisk: Hashable, Sendable {
  package var path: String
  /// In bytes.
  package var free: Int
  /// How many hundredths are in use, as `df` counts them.
  package var percentUsed: Int

  package init(path: String, free: Int, percentUsed: Int) {
    self.path = path
    self.free = free
    self.percentUsed = percentUsed
  }
}

/// Whether the user who logs in can work as another one without a password.
package struct Elevation: Hashable, Sendable {
  package var become: Become
  /// What `sudo` or `doas` said; nil where they let us.
  package var problem: String?

  package init(become: Become, problem: String?) {
    self.become = become
    self.problem = problem
  }
}
