internal import RunbookModel

/// Files that a runbook names and that aren't there, or stand where they can't be taken along.
enum FileCheck {
  static func check(_ step: Step, in folder: String, _ files: FileSource) -> [Diagnostic] {
    StepFiles.files(of: step).flatMap { problem(with: $0.path, in: folder, "the runbook's folder", files) }
  }

  /// A file that the site names, which stands in the site's folder.
  static func check(ofSite path: SourceText, _ files: FileSource) -> [Diagnostic] {
    problem(with: path, in: PathText.folder(of: path.start.file), "the site's folder", files)
  }

  static func check(_ secrets: [Secret], in folder: String, _ files: FileSource) -> [Diagnostic] {
    secrets.flatMap { missing($0, in: folder, files) }
  }

  private static func problem(
    with path: SourceText, in folder: String, _ folderWords: String, _ files: FileSource
  ) -> [Diagnostic] {
    if PathText.leadsOut(path.text) {
      return [
        Diagnostic(
          .error, "\"\(path.text)\" leads out of \(folderWords)", at: path.start,
          hint: "put the file into that folder, or below it, so that the plan can take it along")
      ]
    }
    let place = PathText.join(folder, path.text)
    switch files.kind(place) {
    case .file:
      guard files.contents(place) == nil else { return [] }
      return [Diagnostic(.error, "\(place) can't be read", at: path.start, hint: "see its owner and its mode")]
    case .folder:
      return [Diagnostic(.error, "\(place) is a folder", at: path.start, hint: "name the files in it one by one")]
    case nil:
      return [
        Diagnostic(.error, "there is no file \(place)", at: path.start, hint: "paths begin at \(folderWords)")
      ]
    }
  }

  /// A secret is only read when its step starts, perhaps on another machine.
  private static func missing(_ secret: Secret, in folder: String, _ files: FileSource) -> [Diagnostic] {
    guard case .file(let path) = secret.source else { return [] }
    let place = PathText.join(folder, path)
    guard files.kind(place) == nil else { return [] }
    return [
      Diagnostic(
        .warning, "the file of the secret \"\(secret.name)\", \(place), isn't there now", at: secret.location,
        hint: "it must be there when a step that uses the secret starts")
    ]
  }
}
