internal import RunCore
internal import RunbookLoading
internal import RunbookModel

/// What is down by a person's word: the service, its site, and the runbooks that stand beside it.
struct IncidentScene {
  let site: Site
  /// Nil for a set, and for a runbook that recovers no service.
  let service: Service?
  let found: [FoundRunbook]
  /// Set where the person gave a path, so that there is nothing to choose.
  let path: String?
  let clock = ClockTime()

  init(_ word: String, site given: String?, chosen: String?) throws {
    if RunbookFinder.isPath(word, files: .disk) {
      guard chosen == nil else { throw CommandFailure("say a service with --runbook, or the path of a runbook alone") }
      try self.init(path: word, given)
    } else {
      try self.init(service: word, given)
    }
  }

  private init(path: String, _ given: String?) throws {
    guard FileSource.disk.kind(path) != nil else { throw CommandFailure("\(path): there is no such file") }
    let (loaded, diagnostics) = RunbookLoader.load(runbook: path, site: given, files: .disk)
    guard let loaded else {
      DiagnosticPrinter.print(diagnostics)
      throw ExitStatus.invalid
    }
    self.path = path
    let name = loaded.root.service
    site = loaded.site
    service = name.flatMap { name in loaded.site.services.first { $0.name == name } }
    var found = [FoundRunbook(path: path, loaded: loaded)]
    if let name, let sitePath = loaded.sitePath {
      found += RunbookFinder.ways(toRecover: name.text, beside: sitePath, files: .disk).filter { way in
        way.loaded?.root.name != loaded.root.name
      }
    }
    self.found = found
  }

  private init(service name: String, _ given: String?) throws(CommandFailure) {
    let sites = RunbookFinder.sites(with: name, site: given, .disk)
    guard sites.count <= 1 else {
      throw CommandFailure("\(name) is a service of several sites: \(sites.joined(separator: ", ")). Say --site.")
    }
    guard let path = sites.first, let site = RunbookLoader.loadSite(path, files: .disk).0,
      let service = site.services.first(where: { $0.name.text == name })
    else {
      // It says where it has looked.
      _ = try RunbookFinder.path(for: name, site: given, files: .disk)
      throw CommandFailure("no service is called \(name)")
    }
    found = RunbookFinder.ways(toRecover: name, beside: path, files: .disk)
    guard !found.isEmpty else {
      throw CommandFailure("there is no runbook for \(name) beside \(path). Give the path of the runbook.")
    }
    self.site = site
    self.service = service
    self.path = nil
  }
}
