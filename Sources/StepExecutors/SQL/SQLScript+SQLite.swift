internal import RunbookModel

extension SQLScript {
  /// The query stands behind a comment, as what begins with a full stop would be a command for the client.
  ///
  /// Parameters come as hexadecimal digits through the table in which this client looks for them.
  var sqlite: String {
    """
    command -v sqlite3 >/dev/null || missing sqlite3
    hh_bind() {
      printf "INSERT INTO temp.sqlite_parameters(key, value) VALUES('?%s', CAST(x'" "$1"
      printenv "\(SQLProbe.variable("$1"))" | od -An -v -tx1 | tr -d ' \\n' | sed 's/0a$//' | tr -d '\\n'
      printf "' AS TEXT));\\n"
    }
    hh_say() {
    \(bindings)
    }
    hh_ask() {
      sqlite3 -init /dev/null -batch -bail -readonly -csv -header -nullvalue "$hh_null" -cmd '.timeout \(patience)' \\
        -cmd 'PRAGMA temp_store = MEMORY' -cmd '.read /dev/stdin' "$\(SQLProbe.variable("DATABASE"))" \\
        \(ShellQuoting.quoted("/**/ " + probe.query.text))
    }
    """
  }

  private var bindings: String {
    guard !probe.parameters.isEmpty else { return "  :" }
    return (["  echo '.parameter init'"] + probe.parameters.indices.map { "  hh_bind \($0 + 1)" })
      .joined(separator: "\n")
  }
}
