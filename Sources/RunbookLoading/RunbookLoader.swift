package import RunbookModel
internal import YAMLTree

/// Reads a site and its runbooks, and reports everything that is wrong with them at once.
package enum RunbookLoader {
  /// Loads the runbook at a path with its site and, when it is a set, its members; nothing is returned beside an error.
  package static func load(
    runbook path: String, site sitePath: String? = nil, files: FileSource
  ) -> (LoadedRunbooks?, [Diagnostic]) {
    let path = PathText.normalise(path)
    let sitePath = sitePath.map(PathText.normalise) ?? self.sitePath(forRunbook: path, files: files)
    var reading = Reading(files: files)
    let site = sitePath.flatMap { reading.site(at: $0) }
    guard let root = reading.runbook(at: path) else { return (nil, reading.report) }
    let members = reading.members(of: root)

    let drafts = root.isSet ? members : [root]
    let knownSite = sitePath == nil ? .standard(for: root.runbook) : site?.site
    let context = CheckContext(
      site: knownSite, siteIsMissing: sitePath == nil, drafts: [root] + members,
      siteFolder: PathText.folder(of: sitePath ?? path),
      hasAllRunbooks: !root.isSet || members.count == root.runbook.recovers.count, files: files)
    if let site { reading.add(SiteCheck.check(site, files)) }
    reading.add(SetCheck.check(root, members: members))
    for draft in [root] + (root.isSet ? members : []) { reading.add(RunbookCheck.check(draft, context)) }

    guard let knownSite, !reading.hasErrors else { return (nil, reading.report) }
    let paths = Dictionary(
      ([root] + members).map { ($0.runbook.name, $0.path) }, uniquingKeysWith: { first, _ in first })
    let loaded = LoadedRunbooks(
      site: knownSite, sitePath: sitePath, root: root.runbook, runbooks: drafts.map(\.runbook), paths: paths,
      files: reading.taken + StepFiles.taken(by: drafts, site: knownSite, siteFolder: context.siteFolder, files))
    return (loaded, reading.report)
  }

  /// Loads a site file alone; nothing is returned beside an error.
  package static func loadSite(_ path: String, files: FileSource) -> (Site?, [Diagnostic]) {
    var reading = Reading(files: files)
    guard let draft = reading.site(at: PathText.normalise(path)) else { return (nil, reading.report) }
    reading.add(SiteCheck.check(draft, files))
    return (reading.hasErrors ? nil : draft.site, reading.report)
  }

  /// The `site.yaml` in the runbook's folder or the nearest folder above it.
  package static func sitePath(forRunbook path: String, files: FileSource) -> String? {
    PathText.ancestors(of: PathText.folder(of: PathText.normalise(path)))
      .map { PathText.join($0, siteFileName) }
      .first { if case .file = files.kind($0) { true } else { false } }
  }

  private static let siteFileName = "site.yaml"
}

extension Site {
  /// What holds for a runbook without a site: thirty minutes, no hosts but this machine, nobody to ask.
  fileprivate static func standard(for runbook: Runbook) -> Site {
    Site(name: runbook.title, location: runbook.location)
  }
}
