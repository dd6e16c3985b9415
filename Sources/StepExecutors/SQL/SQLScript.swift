internal import RunbookModel

/// The script that asks a database by its own command-line client, where the step runs.
///
/// Its values are environment variables, see `SQLProbe.sources`: they stand in no text and on no command line, because others can
/// read both. The client reads nothing of its user's own settings, asks for no password, and can't change data. What it
/// prints goes to a file first, so that what it complains of can come before a million rows.
struct SQLScript {
  let probe: SQLProbe
  /// What the job has; the server itself is told to give up a little before, as it wouldn't notice that its client is gone.
  var bound: Duration?

  /// The most of the client's output that is kept, in bytes; its rows take less as CSV.
  static let mostKept = 4 << 20
  /// The word with which the output begins, before the word for null.
  static let whole = "rows"
  static let cut = "cut"

  var text: String {
    """
    LC_ALL=C
    export LC_ALL
    umask 077
    PATH=$PATH:/usr/local/bin:/usr/pkg/bin
    missing() {
      echo "$1 is not installed" >&2
      exit 127
    }
    for hh_tool in printenv od tr sed; do
      command -v "$hh_tool" >/dev/null || missing "$hh_tool"
    done
    hh_null=null-$(od -An -v -N6 -tx1 /dev/urandom | tr -d ' \\n')
    \(client)
    \(Self.keeping)
    """
  }

  /// Lets the client ask, and tells what came of it.
  ///
  /// Where the output is too much, the client is ended by its next write, whatever it says then.
  private static let keeping = """
    if printf 12 2>/dev/null | head -c 1 >/dev/null 2>&1; then
      hh_keep() { head -c \(mostKept); }
    else
      hh_keep() { awk '{ n += length($0) + 1; if (n > \(mostKept)) { print "cut" >"hh-cut"; exit }; print }'; }
    fi
    {
      hh_say | hh_ask 2>hh-errors
      echo "$?" >hh-status
    } | hh_keep >hh-rows 2>>hh-errors
    read -r hh_status <hh-status || hh_status=1
    if [ -e hh-cut ] || [ "$(wc -c <hh-rows)" -ge \(mostKept) ]; then
      echo "\(cut) $hh_null"
      hh_status=0
    else
      if [ "$hh_status" -ne 0 ]; then sed 100q hh-errors; fi
      echo "\(whole) $hh_null"
    fi
    cat hh-rows
    rm -f hh-rows hh-errors hh-status hh-cut
    exit "$hh_status"
    """

  /// Defines `hh_say`, which writes what the client reads, and `hh_ask`, the client.
  private var client: String {
    switch probe.engine {
    case .postgresql: postgreSQL
    case .mysql, .mariadb: mariaDB
    case .sqlite: sqlite
    }
  }

  /// A quarter of the bound, at most two seconds, is left for the way; in whole milliseconds.
  var patience: Int {
    let bound = bound ?? .seconds(30)
    return max(1, Int((bound - min(.seconds(2), bound / 4)) / .milliseconds(1)))
  }

  /// The same in whole seconds, as far as a setting can't be told less.
  var patienceInSeconds: Int { max(1, patience / 1000) }
}
