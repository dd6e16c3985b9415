package import RunbookModel

/// A site and the runbooks that were asked for, free of errors, with every file that takes part.
package struct LoadedRunbooks: Sendable {
  package var site: Site
  /// The path of `site.yaml`; nil when there is none and the site is the standard one.
  package var sitePath: String?
  /// The runbook that was asked for: the only one, or the set.
  package var root: Runbook
  /// The root alone, or the members of the set in its order.
  package var runbooks: [Runbook]
  /// The path by which each of them was read, the root's included.
  package var paths: [RunbookName: String]
  /// Each path once, in the order in which it was met: the site, the root, its members, the site's
  /// configuration of ssh, then what their steps use.
  package var files: [TakenFile]

  package init(
    site: Site, sitePath: String?, root: Runbook, runbooks: [Runbook], paths: [RunbookName: String],
    files: [TakenFile]
  ) {
    self.site = site
    self.sitePath = sitePath
    self.root = root
    self.runbooks = runbooks
    self.paths = paths
    self.files = files
  }
}

/// A file that takes part in a run, as it was when it was loaded.
package struct TakenFile: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    case site
    case runbook
    /// Sent along with a step's script.
    case file
    case template
    /// The site's configuration of ssh.
    case sshConfig
    /// A recorded answer, which no run must have.
    case knownGood
  }

  /// The runbook's folder joined with the path that the author wrote, without `.` and `..`.
  package var path: String
  package var part: Part
  /// The steps that use it; empty for the site, what belongs to it, and the runbooks.
  package var steps: [StepID]
  package var bytes: [UInt8]
  package var executable: Bool

  package init(path: String, part: Part, steps: [StepID] = [], bytes: [UInt8], executable: Bool = false) {
    self.path = path
    self.part = part
    self.steps = steps
    self.bytes = bytes
    self.executable = executable
  }
}
