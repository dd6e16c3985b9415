internal import Foundation
internal import RunbookLoading
internal import RunbookModel

/// A site with the runbooks that stand beside it or below it.
struct SiteShelf {
  struct Book {
    let path: String
    /// The service that it says it recovers; read from its text where it has errors.
    let service: String?
    let isSet: Bool
    let reading: Result<Ingredients.Listed, Ingredients.Unreadable>
  }

  let path: String
  let site: Site
  /// In the order of their paths.
  let books: [Book]

  /// Folders below the site's are looked into so deep.
  private static let deepest = 3
  private static let mostFiles = 2_000

  init(site path: String) throws(CommandFailure) {
    let (site, diagnostics) = RunbookLoader.loadSite(path, files: .disk)
    guard let site else {
      DiagnosticPrinter.print(diagnostics)
      throw CommandFailure("\(path) can't be used")
    }
    self.path = path
    self.site = site
    books = Self.files(below: PathText.folder(of: path), depth: 0).prefix(Self.mostFiles).compactMap {
      Self.book($0, site: path)
    }
  }

  /// The runbooks of a service, sets left out.
  func books(of service: ServiceName) -> [Book] { books.filter { !$0.isSet && $0.service == service.text } }

  /// What isn't a runbook by its own word, as any other YAML file, is none.
  private static func book(_ path: String, site: String) -> Book? {
    guard let bytes = FileSource.disk.contents(path) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    guard value(of: "runbook", in: text) != nil else { return nil }
    return Book(
      path: path, service: value(of: "service", in: text), isSet: value(of: "recovers", in: text) != nil,
      reading: Ingredients.all(runbook: path, site: site, in: .disk))
  }

  /// Of a key at the top of a file, also of one that can't be loaded.
  private static func value(of key: String, in text: String) -> String? {
    for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix("\(key):") {
      let rest = line.dropFirst(key.count + 1).split(separator: "#", omittingEmptySubsequences: false).first ?? ""
      return rest.trimmingCharacters(in: CharacterSet(charactersIn: " \t\"'"))
    }
    return nil
  }

  private static func files(below folder: String, depth: Int) -> [String] {
    // What can't be listed holds no runbook that could be read.
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    let paths = names.filter { !$0.hasPrefix(".") }.map { folder == "." ? $0 : PathText.resolve($0, in: folder) }
    let own = paths.filter {
      guard $0.hasSuffix(".yaml") || $0.hasSuffix(".yml"), PathText.name(of: $0) != "site.yaml" else { return false }
      return FileSource.disk.kind($0) != .folder
    }
    guard depth < deepest else { return own }
    // A folder with a site of its own is another site's.
    return own
      + paths.filter { FileSource.disk.kind($0) == .folder && FileSource.disk.kind($0 + "/site.yaml") == nil }
      .flatMap { files(below: $0, depth: depth + 1) }
  }
}
