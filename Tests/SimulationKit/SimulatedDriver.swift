internal import RunCore

/// The state of the engine's driver, which takes events one by one and carries out effects once their entries are written.
struct SimulatedDriver {
  struct Writing {
    var entries: [JournalEntry]
    var effects: [RunEffect]
    var isRefused: Bool
    /// All of it lands, and the caller hears that it failed.
    var isLie: Bool
  }

  var machine: RunMachine
  /// The machine as the session found it, to hear the same events once more.
  let first: RunMachine
  let isInteractive: Bool
  var intake: [RunEvent] = []
  var unwritten: [JournalEntry] = []
  var writing: Writing?
  /// When a journal that refused is tried again.
  var nextTry: Uptime?
  var alarm = 0
  var heard: [(event: RunEvent, stamp: Stamp, effects: [RunEffect])] = []

  init(machine: RunMachine, isInteractive: Bool) {
    self.machine = machine
    first = machine
    self.isInteractive = isInteractive
  }

  mutating func ring(_ number: Int) {
    if number == alarm { intake.append(.woke) }
  }
}
