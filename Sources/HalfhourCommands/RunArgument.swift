internal import ArgumentParser
internal import RunCore
internal import RunFolders

/// The run that a command is about.
struct RunArgument: ParsableArguments {
  @Argument(help: "The run: its name, a beginning or the last word of it that no other has, or `last`.")
  var run = "last"

  func find() throws -> (state: StateFolder, run: RunID, folder: RunFolder) {
    let state = try StateFolder(environment: Me.environment)
    let id = try state.find(run)
    return (state, id, state.folder(of: id))
  }
}
