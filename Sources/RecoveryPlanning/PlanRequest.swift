package import RunbookModel

/// Everything that a plan is made of: what was loaded, and what the person asks for.
package struct PlanRequest: Sendable {
  package var site: Site
  /// The runbook that was asked for: the only one, or the set.
  package var root: Runbook
  /// The root alone, or the members of the set in its order.
  package var runbooks: [Runbook]
  /// The path by which each runbook was read, as the person gave it.
  package var paths: [RunbookName: String]
  package var mode: RunMode
  package var inputs: [GivenInput]
  /// Everything beside the runbooks that takes part.
  package var files: [PlannedFile]
  /// What stands in those of them that are text; a drill searches it for live addresses.
  package var texts: [FileText]
  /// What `--at` names.
  package var addressSet: String?
  /// What `--host` gives.
  package var hostOverrides: [HostName: String]
  /// What `--in-place` names: hosts whose live address is meant, where data may have survived.
  package var inPlace: Set<HostName>
  /// The recorded answers among the files, by the checks that compare with them.
  package var knownGood: [StepID: String] = [:]
  /// What `--prove` asks for: a drill also does the runbooks' breaks.
  package var proves = false

  package init(
    site: Site, root: Runbook, runbooks: [Runbook], paths: [RunbookName: String] = [:], mode: RunMode,
    inputs: [GivenInput] = [], files: [PlannedFile] = [], texts: [FileText] = [], addressSet: String? = nil,
    hostOverrides: [HostName: String] = [:], inPlace: Set<HostName> = []
  ) {
    self.site = site
    self.root = root
    self.runbooks = runbooks
    self.paths = paths
    self.mode = mode
    self.inputs = inputs
    self.files = files
    self.texts = texts
    self.addressSet = addressSet
    self.hostOverrides = hostOverrides
    self.inPlace = inPlace
  }
}

/// The value of an input as a person gives it, by `backups` for every runbook that has it, or by `database.backups`.
package struct GivenInput: Hashable, Sendable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// The text of a file that takes part, with the steps that use it.
package struct FileText: Hashable, Sendable {
  package var path: String
  package var steps: [StepID]
  package var text: String

  package init(path: String, steps: [StepID], text: String) {
    self.path = path
    self.steps = steps
    self.text = text
  }
}
