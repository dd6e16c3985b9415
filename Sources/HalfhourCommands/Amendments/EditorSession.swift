internal import Foundation
internal import Glibc
internal import RunCore
internal import RunFolders
internal import RunbookModel
internal import StepExecutors

/// A text in the person's own editor, on the terminal that the command has; nothing else may write there meanwhile.
struct EditorSession {
  private let folder: RunFolder
  private let environment: [String: String]

  init(folder: RunFolder, environment: [String: String] = Me.environment) {
    self.folder = folder
    self.environment = environment
  }

  /// The text as the person left it; nil where it was left alone, emptied, or the editor ended with an error.
  func edit(_ text: String, name: String) async throws -> String? {
    try await edit(text, name: name) { text throws(CommandFailure) in text }
  }

  /// The same until `read` takes the text: what it throws stands on top of the text, and the editor opens again.
  func edit<Value: Sendable>(
    _ text: String, name: String, read: (String) async throws(CommandFailure) -> Value?
  ) async throws -> Value? {
    let place = try makeFolder()
    // A copy that stays in the run's folder, which is its owner's alone, harms nobody; the answer matters more.
    defer { try? FileManager.default.removeItem(atPath: place) }
    let file = "\(place)/\(name).yaml"
    var shown = text
    while true {
      try write(shown, to: file)
      guard try await open(file) else { return nil }
      guard let bytes = FileManager.default.contents(atPath: file) else { return nil }
      let whole = String(decoding: bytes, as: UTF8.self)
      let edited = Self.withoutErrors(whole)
      let isEmpty = edited.allSatisfy { $0.isWhitespace }
      if whole == shown || edited == text || isEmpty { return nil }
      do {
        return try await read(edited)
      } catch {
        shown = Self.errors(error.message) + edited
      }
    }
  }

  /// Edits a step of the run until its text can be used; nil leaves it as it is.
  func change(of step: StepID, with editor: StepEditor) async throws -> StepChange? {
    try await edit(try editor.text(of: step), name: step.description) { text async throws(CommandFailure) in
      let change = try editor.change(of: step, to: text)
      if let change { try await editor.refuseSecret(in: change) }
      return change
    }
  }

  private static let mark = "# error: "

  static func errors(_ message: String) -> String {
    message.utf8.split(separator: UInt8(ascii: "\n")).map { "\(mark)\(String(decoding: $0, as: UTF8.self))\n" }.joined()
  }

  static func withoutErrors(_ text: String) -> String {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    return lines.filter { !$0.hasPrefix("# error:") }.joined(separator: "\n")
  }

  private func open(_ file: String) async throws -> Bool {
    guard let command else {
      throw CommandFailure(
        Output.hasReader
          ? "there is no editor here: name one in EDITOR, such as EDITOR=vi"
          : "there is no terminal here for an editor: name a program in EDITOR that needs none, or edit from a terminal"
      )
    }
    let status = try await ForegroundProgram.run(command, [file], environment: environment)
    // The shell's words for what isn't there, or is no program; other statuses are an editor's own way to say no.
    guard status != 126, status != 127 else {
      throw CommandFailure("the editor \(command) can't be started: name another one in EDITOR, such as EDITOR=vi")
    }
    return status == 0
  }

  private var command: String? {
    for name in ["VISUAL", "EDITOR"] {
      if let command = environment[name], command.contains(where: { !$0.isWhitespace }) { return command }
    }
    // The editors that are on every machine fill a terminal, and spoil what is none.
    guard Output.hasReader else { return nil }
    let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return ["sensible-editor", "vi", "nano"].first { name in folders.contains { access("\($0)/\(name)", X_OK) == 0 } }
  }

  /// In the run's folder; where there is no room, in memory: a full disk keeps nobody from mending a step.
  private func makeFolder() throws(FolderError) -> String {
    var first: FolderError?
    for place in [folder.path, environment["XDG_RUNTIME_DIR"], "/dev/shm"].compactMap({ $0 }) {
      do throws(FolderError) {
        return try SafeFolder.makeUnique(in: place, prefix: "edit")
      } catch {
        first = first ?? error
      }
    }
    throw first ?? FolderError("there is no place for the text to edit")
  }

  /// An editor may have replaced the file by another one.
  private func write(_ text: String, to file: String) throws {
    unlink(file)
    let descriptor = Glibc.open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw CommandFailure("\(file) can't be written: \(String(cString: strerror(errno)))") }
    try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).write(contentsOf: Data(text.utf8))
  }
}
