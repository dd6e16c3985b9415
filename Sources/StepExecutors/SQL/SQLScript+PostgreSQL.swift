internal import RunbookModel

extension SQLScript {
  /// All happens in one read-only transaction, so that it is one with a pool of connections in between, too.
  ///
  /// A parameter becomes a string literal with its quotes, backslashes and line feeds escaped, which means the same
  /// whatever the server's settings and the client's age are. `FETCH_COUNT` brings rows in parts, where there is no parameter.
  var postgreSQL: String {
    """
    command -v psql >/dev/null || missing psql
    unset PGHOST PGHOSTADDR PGPORT PGUSER PGPASSWORD PGSERVICE PGOPTIONS
    PGDATABASE=$\(SQLProbe.variable("DATABASE"))
    PGCLIENTENCODING=UTF8
    PGCONNECT_TIMEOUT=\(patienceInSeconds)
    export PGDATABASE PGCLIENTENCODING PGCONNECT_TIMEOUT
    \(connection)
    hh_literal() {
      printf "E'"
      printenv "$1" | sed -e "s/[\\\\\\\\']/&&/g" -e '$!s/$/\\\\n/' | tr -d '\\n'
      printf "'"
    }
    hh_say() {
    \(execution)
    }
    hh_ask() {
      psql -X -w -q -1 --csv -P "null=$hh_null" -v ON_ERROR_STOP=1 -v VERBOSITY=verbose -v SHOW_ALL_RESULTS=off \\
        -v FETCH_COUNT=1000 -c 'set transaction read only; set local statement_timeout = \(patience)' \\
        -c \(ShellQuoting.quoted(statement)) -f -
    }
    """
  }

  /// Something stands before it, as what begins with a backslash would be a command for the client.
  private var statement: String { (probe.parameters.isEmpty ? " " : "PREPARE hh AS ") + probe.query.text }

  private var execution: String {
    guard !probe.parameters.isEmpty else { return "  :" }
    var lines = ["  printf 'EXECUTE hh('"]
    for number in 1...probe.parameters.count {
      if number > 1 { lines.append("  printf ', '") }
      lines.append("  hh_literal \(SQLProbe.variable("\(number)"))")
    }
    return (lines + ["  printf ');\\n'"]).joined(separator: "\n")
  }

  private var connection: String {
    let settings = [
      ("PGHOST", "HOST", probe.host), ("PGPORT", "PORT", probe.port), ("PGUSER", "USER", probe.user),
      ("PGPASSWORD", "PASSWORD", probe.password),
    ]
    return settings.filter { $0.2 != nil }.map { "\($0.0)=$\(SQLProbe.variable($0.1)); export \($0.0)" }
      .joined(separator: "\n")
  }
}
