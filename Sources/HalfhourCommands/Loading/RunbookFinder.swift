internal import Foundation
internal import RunbookLoading
internal import RunbookModel

/// Finds the runbook that a person means: by its path, or by the name of the service that it recovers.
enum RunbookFinder {
  static func path(for word: String, site: String?, files: FileSource) throws(CommandFailure) -> String {
    if isPath(word, files: files) { return word }
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
    candidates(beside: site, files).filter { path in
      let (loaded, _) = RunbookLoader.load(runbook: path, site: site, files: files)
      return loaded?.root.service?.text == service
    }
  }

  /// What may be runbooks in the folder of a site.
  private static func candidates(beside site: String, _ files: FileSource) -> [String] {
    let folder = PathText.folder(of: site)
    // A folder that can't be listed holds no runbook that could be read.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().filter { ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) && $0 != "site.yaml" }
      .map { folder == "." ? $0 : folder + "/" + $0 }
  }

  /// Every way to recover a service that is written down beside a site, also those that can't be read.
  static func ways(toRecover service: String, beside site: String, files: FileSource) -> [FoundRunbook] {
    candidates(beside: site, files).compactMap { path in
      guard let bytes = files.contents(path), names(service, in: bytes) else { return nil }
      let (loaded, _) = RunbookLoader.load(runbook: path, site: site, files: files)
      guard let loaded else { return FoundRunbook(path: path, loaded: nil) }
      return loaded.root.service?.text == service ? FoundRunbook(path: path, loaded: loaded) : nil
    }
  }

  /// Whether a line at the top of a file says that it recovers the service; so much can be told of one with errors.
  private static func names(_ service: String, in bytes: [UInt8]) -> Bool {
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).contains { line in
      line.hasPrefix("service:")
        && line.dropFirst(8).split(separator: "#", omittingEmptySubsequences: false).first
          .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " \t\"'")) == service } ?? false
    }
  }

  /// The sites that a service's name may belong to, and which of them have the service.
  static func sites(with service: String, site: String?, _ files: FileSource) -> [String] {
    (site.map { [$0] } ?? sites(files)).filter { path in
      RunbookLoader.loadSite(path, files: files).0?.services.contains { $0.name.text == service } ?? false
    }
  }

  /// Whether a word is meant as a path rather than as a service's name.
  static func isPath(_ word: String, files: FileSource) -> Bool {
    files.kind(word) != nil || word.contains("/") || word.hasSuffix(".yaml") || word.hasSuffix(".yml")
  }
}

/// A runbook of a service; without its content where it has errors.
struct FoundRunbook {
  let path: String
  let loaded: LoadedRunbooks?
}
