internal import RunbookModel

/// A logo that no report could show; nothing about one is an error, as no recovery may fail for the lack of a picture.
enum LogoCheck {
  static func check(_ path: SourceText, _ files: FileSource) -> [Diagnostic] {
    if PathText.leadsOut(path.text) {
      return [
        warning("\"\(path.text)\" leads out of the site's folder", path, hint: "put the logo into it, or below it")
      ]
    }
    let place = PathText.join(PathText.folder(of: path.start.file), path.text)
    guard let mediaType = LogoFile.mediaType(of: place) else {
      return [warning("\(place) is no logo", path, hint: "it takes a file of \(LogoFile.endings)")]
    }
    switch files.kind(place) {
    case .file: break
    case .folder: return [warning("\(place) is a folder", path, hint: nil)]
    case nil:
      return [warning("there is no file \(place)", path, hint: "paths begin at the site's folder")]
    }
    if let size = files.size(place), size > LogoFile.largest {
      return [
        warning("\(place) is larger than \(LogoFile.largest / 1_000) kB", path, hint: "reports carry it within them")
      ]
    }
    guard let bytes = files.contents(place) else { return [warning("\(place) can't be read", path, hint: nil)] }
    return LogoFile.looksLike(mediaType, bytes)
      ? [] : [warning("the bytes of \(place) are not \(mediaType)", path, hint: nil)]
  }

  private static func warning(_ message: String, _ path: SourceText, hint: String?) -> Diagnostic {
    Diagnostic(.warning, "reports do without the logo: \(message)", at: path.start, hint: hint)
  }
}
