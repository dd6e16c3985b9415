internal import RunbookModel
internal import YAMLTree

/// Reads files one after the other and gathers what is wrong with them.
struct Reading {
  private let files: FileSource
  private var diagnostics: [Diagnostic] = []
  /// The site and the runbooks, in the order in which they were read.
  private(set) var taken: [TakenFile] = []
  /// Every path that was asked for, which gives the order of the report.
  private var order: [String] = []

  init(files: FileSource) { self.files = files }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Everything that is wrong, once, in the order of the files and their lines.
  var report: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    let rank = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return diagnostics.filter { seen.insert($0).inserted }.sorted { left, right in
      let ranks = (rank[left.location.file] ?? .max, rank[right.location.file] ?? .max)
      return ranks.0 == ranks.1 ? left.location < right.location : ranks.0 < ranks.1
    }
  }

  mutating func add(_ found: [Diagnostic]) { diagnostics += found }

  mutating func site(at path: String) -> SiteDraft? {
    guard let root = tree(at: path, part: .site) else { return nil }
    diagnostics += StructureChecker.check(root, against: SiteFormat.site)
    guard root.mapping != nil else { return nil }
    return SiteDecoder.decode(root)
  }

  /// `mention` is where another runbook names this one.
  mutating func runbook(at path: String, mention: SourceText? = nil) -> RunbookDraft? {
    guard let root = tree(at: path, part: .runbook, mention: mention) else { return nil }
    let keys = root.mapping?.map(\.name) ?? []
    if !keys.contains("runbook"), keys.contains("site") {
      diagnostics.append(
        Diagnostic(
          .error, "\(path) describes a site, not a runbook", at: root.location,
          hint: "name a file that begins with `runbook:`"))
      return nil
    }
    diagnostics += StructureChecker.check(root, against: RunbookFormat.runbook)
    guard root.mapping != nil else { return nil }
    return RunbookDecoder.decode(root, path: path)
  }

  /// The runbooks of a set; a file that is named twice is read once, and the set doesn't hold itself.
  mutating func members(of set: RunbookDraft) -> [RunbookDraft] {
    var seen: Set<String> = [set.path]
    return set.runbook.recovers.compactMap { mention in
      let path = PathText.join(set.folder, mention.text)
      return seen.insert(path).inserted ? runbook(at: path, mention: mention) : nil
    }
  }

  private mutating func tree(at path: String, part: TakenFile.Part, mention: SourceText? = nil) -> YAMLNode? {
    order.append(path)
    guard let bytes = bytes(at: path, mention: mention) else { return nil }
    if case .file(let executable) = files.kind(path) {
      taken.append(TakenFile(path: path, part: part, bytes: bytes, executable: executable))
    }
    let (root, problems) = YAMLParser.parse(bytes, file: path)
    diagnostics += problems
    return root
  }

  private mutating func bytes(at path: String, mention: SourceText?) -> [UInt8]? {
    let location = mention?.start ?? SourceLocation(file: path, line: 1, column: 1)
    switch files.kind(path) {
    case .file:
      if let bytes = files.contents(path) { return bytes }
      diagnostics.append(
        Diagnostic(.error, "\(path) can't be read", at: location, hint: "see its owner and its mode"))
    case .folder:
      diagnostics.append(
        Diagnostic(.error, "\(path) is a folder", at: location, hint: "name a runbook file in it"))
    case nil:
      let hint = mention == nil ? "is the path right?" : "paths begin at this file's folder"
      diagnostics.append(Diagnostic(.error, "there is no file \(path)", at: location, hint: hint))
    }
    return nil
  }
}
