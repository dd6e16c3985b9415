internal import Glibc
package import RunCore

/// Where everything is kept that halfhour knows of its runs.
package struct StateFolder: Hashable, Sendable {
  package let path: String

  /// `$HALFHOUR_STATE`, else `$XDG_STATE_HOME/halfhour`, else `~/.local/state/halfhour`; made when it isn't there.
  package init(environment: [String: String]) throws(FolderError) {
    let named: String
    if let given = environment["HALFHOUR_STATE"], !given.isEmpty {
      guard given.hasPrefix("/") else { throw FolderError("HALFHOUR_STATE is \(given); it must be an absolute path") }
      named = Self.plain(given)
    } else if let home = environment["XDG_STATE_HOME"], home.hasPrefix("/") {
      named = Self.plain(home) + "/halfhour"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      named = Self.plain(home) + "/.local/state/halfhour"
    } else {
      throw FolderError("there is no place for the records of runs: set HALFHOUR_STATE to a folder of yours")
    }
    path = try SafeFolder.following(named)
    for folder in [path, runs, locks] {
      try SafeFolder.make(folder)
      try SafeFolder.verify(folder)
    }
    // The folder itself may be one that a person chose and shares; what we make in it is nobody else's business.
    for folder in [runs, locks] { try SafeFolder.makePrivate(folder) }
  }

  /// Without slashes at the end, behind which a symbolic link would hide.
  private static func plain(_ path: String) -> String {
    let end = path.lastIndex { $0 != "/" }
    return end.map { String(path[...$0]) } ?? "/"
  }

  var runs: String { path + "/runs" }
  var locks: String { path + "/locks" }
  package var index: String { path + "/index.sqlite" }

  package func folder(of run: RunID) -> RunFolder { RunFolder(path: runs + "/" + run.text) }

  /// All runs, the oldest first.
  package func list() -> [RunID] { names.filter(isRun).map { RunID($0) } }

  /// All but those that the caller knows already, the oldest first, and which of the known ones are there no more.
  package func list(besides known: Set<RunID>) -> (new: [RunID], gone: Set<RunID>) {
    var (new, gone): ([RunID], Set<RunID>) = ([], known)
    for name in names {
      let run = RunID(name)
      guard isRun(name) else { continue }
      if gone.remove(run) == nil { new.append(run) }
    }
    return (new, gone)
  }

  /// Whether there is any run, or any other run than this one.
  package func hasRuns(besides run: RunID? = nil) -> Bool { names.contains { $0 != run?.text && isRun($0) } }

  /// The run that a person means: its whole name, a beginning or last word that only one has, or `last`.
  package func find(_ text: String) throws(FolderError) -> RunID {
    guard !text.isEmpty else { throw FolderError("which run? The runs there are: halfhour runs") }
    // Of thousands of folders only those are looked into that could be meant.
    let names = names
    if text == "last" {
      guard let last = names.last(where: isRun) else { throw FolderError("there is no run yet in \(path)") }
      return RunID(last)
    }
    let matches = names.filter { $0.hasPrefix(text) || $0.hasSuffix("-" + text) }.filter(isRun)
    if matches.contains(text) { return RunID(text) }
    guard let match = matches.first else {
      throw FolderError("no run is called \(text). The runs there are: halfhour runs")
    }
    guard matches.count == 1 else {
      throw FolderError("\(text) could be \(matches.prefix(5).joined(separator: ", ")): say more of it")
    }
    return RunID(match)
  }

  /// The folders that may be those of runs, the oldest first.
  private var names: [String] { SafeFolder.names(in: runs) }

  private func isRun(_ name: String) -> Bool { RunFolder(path: runs + "/" + name).hasJournal }

  /// Makes the folder of a new run; the name must be new.
  package func create(_ run: RunID) throws(FolderError) -> RunFolder {
    let folder = folder(of: run)
    guard mkdir(folder.path, 0o700) == 0 else {
      throw FolderError("the run's folder can't be made", folder.path, code: errno)
    }
    for path in [folder.plan, folder.planFiles, folder.logs, folder.answers, folder.work] {
      try SafeFolder.make(path)
    }
    guard chmod(folder.path, 0o700) == 0 else { throw FolderError("can't be made private", folder.path, code: errno) }
    try SafeFolder.sync(folder.path)
    try SafeFolder.sync(runs)
    return folder
  }
}
