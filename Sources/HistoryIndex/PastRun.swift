package import RunCore
package import RunbookModel

/// A run that is over as later runs of its runbook are compared with it.
package struct PastRun: Hashable, Sendable, Identifiable {
  package var row: RunRow
  /// How long each step took that passed.
  package var steps: [StepID: Duration]

  package var id: RunID { row.id }

  package init(row: RunRow, steps: [StepID: Duration]) {
    self.row = row
    self.steps = steps
  }
}
