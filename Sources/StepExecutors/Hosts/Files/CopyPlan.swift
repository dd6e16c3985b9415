internal import RunbookModel

/// One try of a copy: both ends have been looked at, and what goes where is settled.
struct CopyPlan: Sendable {
  let copy: HostCopy
  let source: CopyEnd?
  let target: CopyEnd
  let sourceLook: EndLook
  let targetLook: EndLook
  /// Where it stands until it is complete.
  let hidden: String

  var desk: FilesDesk { copy.desk }
  var log: TransferLog { copy.log }

  /// Looks at both ends, and refuses what can't come to a good end.
  init(_ copy: HostCopy) async throws(TransferFailure) {
    self.copy = copy
    source = copy.source.map { $0.withoutSlashes }
    var target = copy.target
    if PathText.endsInSlash(target.path) || target.path.isEmpty, let source {
      target.path += PathText.name(of: source.path)
    }
    target = target.withoutSlashes
    sourceLook = try await Self.look(copy, source)
    var look = try await copy.desk.look(at: target, asSource: false)
    if look.facts.kind == .folder, let source, sourceLook.facts.kind != .folder {
      target.path += "/" + PathText.name(of: source.path)
      look.facts = FileFacts()
      (look.hasFolder, look.hasRoom) = (true, true)
    }
    self.target = target
    targetLook = look
    hidden = target.hidden(for: copy.step)
    try check()
  }

  private static func look(_ copy: HostCopy, _ source: CopyEnd?) async throws(TransferFailure) -> EndLook {
    switch copy.content {
    case .end(let end): return try await copy.desk.look(at: source ?? end, asSource: true)
    case .bytes(let bytes):
      var look = EndLook()
      look.facts.kind = .file
      look.facts.size = bytes.count
      return look
    }
  }

  private func check() throws(TransferFailure) {
    let from = source.map { "\($0.path) on \($0.place)" } ?? "the content"
    switch sourceLook.facts.kind {
    case .none: throw .problem("\(from) isn't there")
    case .other: throw .problem("\(from) is neither a file nor a folder, so it can't be copied")
    default: break
    }
    if sourceLook.isOdd {
      throw .problem("\(from) holds something that is neither file, folder nor link, so it can't be copied")
    }
    guard targetLook.hasFolder else {
      throw .problem("the folder \(target.folder) isn't there on \(target.place); make it first")
    }
    guard targetLook.hasRoom else {
      throw .problem("nothing can be written into \(target.folder) on \(target.place): it is read-only, or not ours")
    }
    let isFolder = sourceLook.facts.kind == .folder
    if isFolder, ![.none, .folder].contains(targetLook.facts.kind) {
      throw .problem("\(target.path) on \(target.place) is there, and is no folder")
    }
    if !isFolder, targetLook.facts.kind == .folder {
      throw .problem("\(target.path) on \(target.place) is a folder")
    }
  }

  /// The kind of checksum that both ends can make.
  var tool: ChecksumTool {
    [sourceLook.tool, targetLook.tool].contains(.cksum) ? .cksum : targetLook.tool ?? sourceLook.tool ?? .sha256sum
  }

  func carryOut(_ lessons: inout HostCopy.Lessons) async throws(TransferFailure) {
    switch sourceLook.facts.kind {
    case .folder: try await copyFolder(&lessons)
    case .link: try await copyLink()
    default: try await copyFile(&lessons)
    }
  }

  /// The last line of the log, and a mismatch in words.
  func compare(_ sourceSum: String, _ targetSum: String, of what: String) throws(TransferFailure) {
    guard sourceSum != targetSum else { return }
    throw .problem(
      "\(what) did not arrive as it was sent: its checksum is \(targetSum), and was \(sourceSum) (\(tool.name))")
  }
}

extension CopyEnd {
  /// A path that ends in slashes names the same thing without them.
  var withoutSlashes: CopyEnd {
    var end = self
    while end.path.utf8.count > 1, PathText.endsInSlash(end.path) { end.path.unicodeScalars.removeLast() }
    if site != nil { end.path = FilesProgram.safe(end.path) }
    return end
  }
}
