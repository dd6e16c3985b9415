internal import Foundation
internal import RunbookLoading
internal import RunbookModel

/// Finds the runbook that a person means: by its path, or by the name of the service that it recovers.
enum RunbookFinder {
  static func path(for word: String, site: String?, files: FileSource) throws(CommandFailure) -> String {
    if files.kind(word) != nil || word.contains("/") || word.hasSuffix(".yaml") || word.hasSuffix(".yml") {
      return word
    }
    let sites = site.map { [$0] } ?? self.sites(files)
    let found = sites.flatMap { runbooks(of: word, beside: $0, files) }
    guard let first = found.first else {
      throw CommandFailure(
        "there is no runbook for a service called \(word) beside \(sites.isEmpty ? "any site.yaml here" : sites.joined(separator: ", ")). Give the path of the runbook."
      )
    }
    guard found.count == 1 else {
      throw CommandFailure("\(word) has several runbooks: \(found.joined(separator: ", ")). Give the path of one.")
    }
    return first
  }

  /// The site here, or those in the folders below `runbooks`.
  static func sites(_ files: FileSource) -> [String] {
    if let here = RunbookLoader.sitePath(forRunbook: "any.yaml", files: files) { return [here] }
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: "runbooks")) ?? []
    return folders.sorted().map { "runbooks/\($0)/site.yaml" }.filter { files.kind($0) != nil }
  }

  private static func runbooks(of service: String, beside site: String, _ files: FileSource) -> [String] {
    let folder = site.contains("/") ? String(site[..<(site.lastIndex(of: "/") ?? site.endIndex)]) : "."
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let candidates = names.sorted().filter { ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) && $0 != "site.yaml" }
    return candidates.map { folder == "." ? $0 : folder + "/" + $0 }.filter { path in
      let (loaded, _) = RunbookLoader.load(runbook: path, site: site, files: files)
      return loaded?.root.service?.text == service
    }
  }
}
