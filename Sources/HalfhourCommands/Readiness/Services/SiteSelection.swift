internal import Foundation
internal import RunbookLoading
internal import RunbookModel

/// Which services of which site a person asks for.
struct SiteSelection: Equatable {
  let site: String
  /// Paths of runbooks or names of services; all where there is none.
  var wanted: [Wanted] = []

  enum Wanted: Equatable {
    case runbook(String)
    case service(String)
  }

  /// What the words mean, the same site once.
  static func all(_ words: [String], site: String?) throws(CommandFailure) -> [SiteSelection] {
    var selections: [SiteSelection] = []
    let found = words.isEmpty ? try here(site) : try each(words, site)
    for (path, wanted) in found {
      let place = selections.firstIndex { $0.site == path } ?? selections.count
      if place == selections.count { selections.append(SiteSelection(site: path)) }
      if let wanted { selections[place].wanted.append(wanted) }
    }
    return selections
  }

  private static func each(_ words: [String], _ site: String?) throws(CommandFailure) -> [(String, Wanted?)] {
    var found: [(String, Wanted?)] = []
    for word in words { found += try meaning(of: word, site) }
    return found
  }

  private static func meaning(of word: String, _ site: String?) throws(CommandFailure) -> [(String, Wanted?)] {
    switch FileSource.disk.kind(word) {
    case .folder:
      let path = PathText.join(word, "site.yaml")
      guard case .file = FileSource.disk.kind(path) else {
        throw CommandFailure("\(word): there is no site.yaml in it")
      }
      return [(path, nil)]
    case .file where PathText.name(of: word) == "site.yaml": return [(PathText.normalise(word), nil)]
    case .file:
      guard let path = site ?? RunbookLoader.sitePath(forRunbook: word, files: .disk) else {
        throw CommandFailure("\(word) has no site.yaml in its folder or above it, so nothing is known of its service")
      }
      return [(PathText.normalise(path), .runbook(PathText.normalise(word)))]
    case nil:
      guard !word.contains("/"), !word.hasSuffix(".yaml"), !word.hasSuffix(".yml") else {
        throw CommandFailure("\(word): there is no such file or folder")
      }
      return [(try siteWithService(word, try here(site).map(\.0)), .service(word))]
    }
  }

  private static func siteWithService(_ name: String, _ sites: [String]) throws(CommandFailure) -> String {
    let having = sites.filter { path in
      RunbookLoader.loadSite(path, files: .disk).0?.services.contains { $0.name.text == name } ?? false
    }
    guard let first = having.first else {
      throw CommandFailure("no service is called \(name) in \(sites.joined(separator: ", "))")
    }
    guard having.count == 1 else {
      throw CommandFailure("\(name) is a service of several sites: \(having.joined(separator: ", ")). Say --site.")
    }
    return first
  }

  /// The site here, those below `runbooks`, or the nearest above; whether they can be read is for whoever reads them.
  static func found() -> [String] {
    let paths = RunbookFinder.sites(.disk)
    guard paths.isEmpty else { return paths }
    let folder = FileManager.default.currentDirectoryPath
    return [RunbookLoader.sitePath(forRunbook: folder + "/any.yaml", files: .disk)].compactMap { $0 }
  }

  /// The site here, those below `runbooks`, or the nearest above.
  private static func here(_ site: String?) throws(CommandFailure) -> [(String, Wanted?)] {
    if let site { return [(PathText.normalise(site), nil)] }
    let paths = found()
    guard !paths.isEmpty else {
      throw CommandFailure(
        "there is no site.yaml here, above here or in runbooks/*. Name a site's folder or a runbook.")
    }
    return paths.map { ($0, nil) }
  }
}
