internal import Digests
internal import RecoveryPlanning
package import RunCore

extension RunFolder {
  package func readJournal() throws(FolderError) -> JournalReading {
    guard let bytes = try SafeFile.read(journal) else { throw FolderError("\(journal) is missing") }
    return JournalReading(bytes)
  }

  /// The run's state as its journal tells it; refuses a journal that is broken or belongs to another plan.
  ///
  /// Who only tells of the run takes a plan of an `older` version; nobody goes on with one.
  package func readState(older: Bool = false) throws(FolderError) -> (state: RunState, reading: JournalReading) {
    let reading = try readJournal()
    if case .broken(let line, let reason) = reading.verdict {
      throw FolderError("\(journal): line \(line) is broken: \(reason)")
    }
    guard case .runOpened(let opening)? = reading.entries.first?.event else {
      throw FolderError("\(journal) holds no entry: the run never began")
    }
    let (plan, text) = try readPlan(older: older)
    guard text.hash.description == opening.planHash else {
      throw FolderError("\(self.plan)/plan.json is not the plan that this run was started with")
    }
    var state = RunState(plan: plan)
    for entry in reading.entries {
      do {
        try state.apply(entry)
      } catch {
        throw FolderError("\(journal): \(error)")
      }
    }
    return (state, reading)
  }
}
