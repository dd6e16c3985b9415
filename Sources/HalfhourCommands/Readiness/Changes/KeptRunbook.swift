internal import Glibc
internal import RecoveryPlanning
internal import RunFolders
internal import RunbookLoading
internal import RunbookModel

/// A runbook as a run kept it: read again by today's rules, so that old and new are compared like with like.
struct KeptRunbook {
  let folder: RunFolder

  /// Everything on which it rested; `site` is what the site's file is called today.
  func ingredients(of runbook: RunbookName, site: String?) -> Result<[Ingredient], Unknown> {
    let outline: PlanOutline
    do {
      outline = try folder.readPlanOutline()
      try folder.verify(outline)
    } catch {
      return .failure(Unknown(reason: "\(error)"))
    }
    guard let kept = outline.entry(of: runbook) else {
      return .failure(Unknown(reason: "its run had no runbook called \(runbook)"))
    }
    let files = folder.keptFiles
    let found = RunbookLoader.sitePath(forRunbook: kept.path, files: files)
    let named = site.flatMap { name in
      outline.files.map(\.path).first { PathText.name(of: $0) == PathText.name(of: name) }
    }
    switch Ingredients.all(runbook: kept.path, site: found ?? named, in: files) {
    case .success(let listed): return .success(listed.ingredients)
    case .failure(let unreadable):
      return .failure(Unknown(reason: "this version of halfhour can't read it as it was: \(unreadable.words)"))
    }
  }

  struct Unknown: Error, Hashable {
    let reason: String
  }
}

extension RunFolder {
  /// The copies that the plan kept, under the paths by which the plan knows them.
  var keptFiles: FileSource {
    let folder = self
    return FileSource(
      kind: { FileSource.disk.kind(folder.planFile($0)) }, contents: { FileSource.disk.contents(folder.planFile($0)) })
  }
}
