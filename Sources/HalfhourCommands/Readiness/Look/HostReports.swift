internal import RecoveryPlanning
internal import RunbookLoading
internal import RunbookModel
internal import StepExecutors

/// A look at the hosts of every runbook that was asked for, and at nothing else.
struct HostReports {
  let subjects: [String]
  let site: String?
  let inputs: [String]
  let mode: RunMode
  let hosts: HostChoice

  func reports() async throws -> [ReadinessReport] {
    var reports: [ReadinessReport] = []
    let given = try RunbookOptions.given(inputs)
    for path in try paths() {
      guard FileSource.disk.kind(path) != nil else { throw CommandFailure("\(path): there is no such file") }
      let (loaded, diagnostics) = RunbookLoader.load(runbook: path, site: site, files: .disk)
      DiagnosticPrinter.print(diagnostics)
      guard let loaded else { throw ExitStatus.invalid }
      let declared = Set(loaded.runbooks.flatMap(\.inputs).map(\.name.text))
      let own = subjects.count == 1 ? given : given.filter { declared.contains($0.name) }
      let plan = try PlanMaker.plan(
        loaded, mode: mode, inputs: Self.complete(own, for: loaded), hosts: hosts)
      reports.append(ReadinessReport(plan: plan, hosts: try await HostLook.findings(plan)))
    }
    return reports
  }

  /// Without a word, those of all services of the site here.
  private func paths() throws -> [String] {
    var paths: [String] = []
    for word in subjects where FileSource.disk.kind(word) != .folder {
      paths.append(try RunbookFinder.path(for: word, site: site, files: .disk))
    }
    let folders = subjects.filter { FileSource.disk.kind($0) == .folder }
    guard subjects.isEmpty || !folders.isEmpty else { return paths }
    for selection in try SiteSelection.all(folders, site: site) {
      paths += try SiteShelf(site: selection.site).books.filter { !$0.isSet }.map(\.path)
    }
    return paths
  }

  /// What is missing is nothing: no host depends on it.
  private static func complete(_ given: [GivenInput], for loaded: LoadedRunbooks) -> [GivenInput] {
    let names = Set(given.map(\.name))
    let missing = Set(loaded.runbooks.flatMap(\.inputs).filter { $0.standard == nil }.map(\.name.text))
    return given + missing.subtracting(names).sorted().map { GivenInput($0, "") }
  }
}
