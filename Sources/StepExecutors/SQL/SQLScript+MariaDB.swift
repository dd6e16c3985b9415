internal import RunbookModel

extension SQLScript {
  /// XML is the one form in which these clients print null unlike every text.
  ///
  /// Query and parameters are sent as hexadecimal digits, so that neither client nor server can misread them. What only one
  /// of the two servers understands stands in comments that the other leaves out.
  var mariaDB: String {
    """
    hh_client=
    for hh_name in \(DatabaseClient.names(for: probe.engine).joined(separator: " ")); do
      if [ -z "$hh_client" ] && command -v "$hh_name" >/dev/null; then hh_client=$hh_name; fi
    done
    [ -n "$hh_client" ] || missing \(probe.engine.rawValue)
    unset MYSQL_PWD MYSQL_HOST MYSQL_TCP_PORT MYSQL_UNIX_PORT
    \(probe.password == nil ? ":" : "MYSQL_PWD=$\(SQLProbe.variable("PASSWORD")); export MYSQL_PWD")
    hh_option() {
      printf '%s="' "$1"
      printenv "$2" | sed -e 's/\\\\/&&/g' -e '$!s/$/\\\\n/' | tr -d '\\n'
      printf '"\\n'
    }
    {
      echo '[client]'
    \(options)
    } >hh-options
    hh_bind() {
      printf "SET @hh_p%s = CONVERT(X'" "$1"
      printenv "\(SQLProbe.variable("$1"))" | od -An -v -tx1 | tr -d ' \\n' | sed 's/0a$//' | tr -d '\\n'
      printf "' USING utf8mb4);\\n"
    }
    hh_say() {
      echo 'SET SESSION TRANSACTION READ ONLY;'
      echo 'SET SESSION lock_wait_timeout = \(patienceInSeconds), innodb_lock_wait_timeout = \(patienceInSeconds)'
      echo '/*M!100101 , max_statement_time = \(seconds) */ /*!50708 , max_execution_time = \(patience) */;'
      echo "SET @hh_query = CONVERT(X'\(hexadecimal(probe.query.text))' USING utf8mb4);"
    \(bindings)
    }
    hh_ask() {
      "$hh_client" --defaults-file=hh-options --batch --xml --quick --skip-reconnect --local-infile=0 \\
        --default-character-set=utf8mb4 --connect-timeout=\(patienceInSeconds)
      hh_end=$?
      rm -f hh-options
      return "$hh_end"
    }
    """
  }

  /// The client's own file of options, in the work folder that only this user can read; the password stands in none.
  private var options: String {
    var lines = ["  hh_option database \(SQLProbe.variable("DATABASE"))"]
    if probe.user != nil { lines.append("  hh_option user \(SQLProbe.variable("USER"))") }
    if probe.port != nil { lines.append("  hh_option port \(SQLProbe.variable("PORT"))") }
    if probe.host != nil {
      let host = SQLProbe.variable("HOST")
      lines.append(
        """
          case $\(host) in
            /*) hh_option socket \(host) ;;
            *) hh_option host \(host); echo 'protocol=tcp' ;;
          esac
        """)
    }
    return lines.joined(separator: "\n")
  }

  private var bindings: String {
    let numbers = Array(probe.parameters.indices).map { $0 + 1 }
    let names = numbers.map { "@hh_p\($0)" }.joined(separator: ", ")
    let lines =
      numbers.map { "  hh_bind \($0)" } + ["  echo 'PREPARE hh FROM @hh_query;'"]
      + ["  echo 'EXECUTE hh\(names.isEmpty ? "" : " USING \(names)");'"]
    return lines.joined(separator: "\n")
  }

  /// With parts of a second, which MariaDB understands.
  private var seconds: String { "\(patience / 1000).\(String("00\(patience % 1000)".suffix(3)))" }

  private func hexadecimal(_ text: String) -> String {
    text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
