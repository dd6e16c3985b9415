internal import RunbookModel

/// The script that asks a database by its own command-line client.
struct SQLScript {
  let probe: SQLProbe

  var text: String { "exit 127" }
}
