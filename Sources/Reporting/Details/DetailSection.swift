internal import RunCore

/// The parts of the tables below the first page, in their order; the raw value is the part's `id` in the page.
enum DetailSection: String, CaseIterable {
  case timeline, clocks, steps, slowest, checks, breaks, unexercised, deviations, amendments, waits, participants
  case findings = "findings-to-do"
  case notes, updates, commands, hosts, changes, comparison, irregularities

  func title(say: Phrasebook) -> String {
    switch self {
    case .timeline: say("Timeline")
    case .clocks: say("Clocks")
    case .steps: say("Steps")
    case .slowest: say("Slowest steps")
    case .checks: say("Checks, and what they proved")
    case .breaks: say("Breaks: what the checks notice")
    case .unexercised: say("What this run did not exercise")
    case .deviations: say("Deviations from the plan")
    case .amendments: say("Changes to the plan")
    case .waits: say("Waiting for people")
    case .participants: say("Who was there")
    case .findings: say("Findings to be dealt with")
    case .notes: say("Notes")
    case .updates: say("Who was told")
    case .commands: say("Commands that no runbook holds")
    case .hosts: say("Hosts")
    case .changes: say("Changed since the last drill")
    case .comparison: say("Compared with the last runs")
    case .irregularities: say("Irregularities of time and record")
    }
  }
}
