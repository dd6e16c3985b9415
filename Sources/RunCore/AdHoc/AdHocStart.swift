package import RunbookModel

/// All that an executor needs to know of an ad-hoc command.
package struct AdHocStart: Hashable, Sendable {
  /// Names its job folder and its log as an attempt's; no step of a plan has this one.
  package var attempt: AttemptID
  package var run: RunID
  package var mode: RunMode
  package var command: AdHocCommand
  /// Nil for this machine.
  package var host: HostAccess?
  /// Where an earlier session put its job folder; nil for a command of this one.
  package var jobFolders: JobPlace?
}

extension AttemptID {
  /// That of the ad-hoc command of this number.
  package init(adHoc number: Int, root: RunbookName) {
    self.init(step: StepID(root, "ad-hoc"), number: number, purpose: .adHoc)
  }
}
