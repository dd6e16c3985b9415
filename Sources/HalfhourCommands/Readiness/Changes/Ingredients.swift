internal import Digests
internal import RecoveryPlanning
internal import RunbookLoading
internal import RunbookModel

/// Everything on which a runbook's recovery rests, as it stands in some place: on this disk, or in a run's folder.
enum Ingredients {
  /// The list, or why it can't be made.
  static func all(runbook path: String, site: String?, in files: FileSource) -> Result<Listed, Unreadable> {
    let (loaded, diagnostics) = RunbookLoader.load(runbook: path, site: site, files: files)
    guard let loaded else { return .failure(Unreadable(diagnostics)) }
    let (plan, planning) = PlanMaker.quietPlan(loaded)
    guard let plan else { return .failure(Unreadable(diagnostics + planning)) }
    let folder = PathText.folder(of: PathText.normalise(path))
    let list = loaded.files.compactMap { ingredient(of: $0, folder) } + [SiteEntry.ingredient(of: plan)]
    return .success(Listed(loaded: loaded, plan: plan, ingredients: list))
  }

  struct Listed {
    let loaded: LoadedRunbooks
    let plan: Plan
    let ingredients: [Ingredient]
  }

  struct Unreadable: Error {
    let errors: [Diagnostic]

    init(_ diagnostics: [Diagnostic]) { errors = diagnostics.filter { $0.severity == .error } }

    /// The first error, and how many there are.
    var words: String {
      guard let first = errors.first else { return "it can't be planned" }
      let place = "\(first.location.file):\(first.location.line)"
      return (errors.count == 1 ? "" : "\(errors.count) errors, the first: ") + "\(place): \(first.message)"
    }
  }

  /// The site is taken by what its plan takes of it, not by its bytes.
  private static func ingredient(of file: TakenFile, _ folder: String) -> Ingredient? {
    guard let kind = kind(of: file.part) else { return nil }
    return Ingredient(
      kind: kind, name: kind == .sshConfig ? "ssh_config" : relative(file.path, to: folder),
      sha256: SHA256Digest(of: file.bytes).description, isExecutable: file.executable, bytes: file.bytes)
  }

  private static func kind(of part: TakenFile.Part) -> Ingredient.Kind? {
    switch part {
    case .site: nil
    case .runbook: .runbook
    case .file: .file
    case .template: .template
    case .sshConfig: .sshConfig
    case .knownGood: .knownGood
    }
  }

  static func relative(_ path: String, to folder: String) -> String {
    folder != "." && path.utf8.starts(with: (folder + "/").utf8)
      ? String(decoding: path.utf8.dropFirst(folder.utf8.count + 1), as: UTF8.self) : path
  }
}
