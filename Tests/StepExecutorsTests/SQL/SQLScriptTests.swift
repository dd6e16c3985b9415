import Expressions
import Foundation
import RunbookModel
import Testing

@testable import StepExecutors

/// What real clients and servers make of the script.
@Suite(.timeLimit(.minutes(4)))
struct SQLScriptTests {
  static let values = [
    "", "plain", "it's", #""quoted""#, "two\nlines", "line feed at the end\n", "\n", "two at the end\n\n", "\r\n",
    #"back\slash"#, #"\n"#, #"\"#, "$(id) `id` $HOME", "'; drop table items; --", "E'\\'' :'p1' :name ?1 @hh_query",
    "emoji 😀 and ü", "%s %d %%", "-n", "tab\tbell\u{7}", "a,b;c", "null-0123456789abcdef",
    String(repeating: "x'\\\n", count: 25_000),
  ]

  @Test(arguments: Database.allCases, JobStand.shells)
  func `parameters arrive as they are`(_ database: Database, _ shell: [String]) async throws {
    let stand = try JobStand(shell: shell)
    let place = try await database.place(stand)
    let columns = Self.values.indices.map { number in
      switch database {
      case .postgresql: "$\(number + 1)::text as c\(number)"
      case .mariadb: "? as c\(number)"
      case .sqlite: "?\(number + 1) as c\(number)"
      }
    }
    let (exit, rows) = try await stand.ask(
      place.probe("select " + columns.joined(separator: ", "), Self.values), bound: .seconds(100))
    #expect(exit == 0, "\(String(decoding: rows.complaint.prefix(2000), as: UTF8.self))")
    let row = try #require(rows.table.rows.first)
    try #require(row.count == Self.values.count)
    for (value, came) in zip(Self.values, row) {
      #expect(came.map { $0.utf8.elementsEqual(value.utf8) } == true, "\(value.prefix(60).debugDescription)")
    }
  }

  @Test(arguments: Database.allCases)
  func `a parameter has the type that its place asks for`(_ database: Database) async throws {
    let stand = try JobStand()
    let place = try await database.place(stand)
    let query = database.numbers(9) + " where n = " + (database == .postgresql ? "$1" : "?")
    let (exit, rows) = try await stand.ask(place.probe(query, ["7"]))
    #expect(exit == 0 && rows.table.rows == (database == .sqlite ? [] : [["7"]]))
  }

  @Test(arguments: Database.allCases)
  func `null, an empty text and words for null differ`(_ database: Database) async throws {
    let stand = try JobStand()
    let place = try await database.place(stand)
    let (exit, rows) = try await stand.ask(
      place.probe("select null as a, '' as b, 'NULL' as c, 'x,y' as d, 'say \"<&>\"' as e, 'two\nlines' as f"))
    #expect(exit == 0)
    #expect(
      rows.table
        == RowTable(
          columns: ["a", "b", "c", "d", "e", "f"], rows: [[nil, "", "NULL", "x,y", "say \"<&>\"", "two\nlines"]]))
  }

  @Test(arguments: Database.allCases)
  func `no rows are no mistake`(_ database: Database) async throws {
    let stand = try JobStand()
    let (exit, rows) = try await stand.ask(
      try await database.place(stand).probe("select name from items where 1 = 0;\n-- that was all"))
    #expect(exit == 0 && rows.table.rows.isEmpty && !rows.isMalformed && !rows.isCut)
  }

  @Test(arguments: Database.allCases, ["insert into items values ('new')", "create table more (name text)"])
  func `what would change data is refused`(_ database: Database, _ statement: String) async throws {
    let stand = try JobStand()
    let place = try await database.place(stand)
    let (exit, rows) = try await stand.ask(place.probe(statement))
    #expect(exit != 0)
    let complaint = ClientComplaint(rows.complaint)
    #expect(complaint.text.contains(/(?i)read.?only/) && !complaint.isTimeOut, "\(complaint.text)")
    let (_, after) = try await stand.ask(place.probe("select count(*) from items where name = 'new'"))
    #expect(after.table.rows == [["0"]])
  }

  @Test(arguments: Database.allCases, JobStand.shells)
  func `a million rows are cut at whole ones`(_ database: Database, _ shell: [String]) async throws {
    let stand = try JobStand(shell: shell)
    let query = database.numbers(1_000_000, "n as n, concat('row ', n) as words")
      .replacing("concat('row ', n)", with: database == .sqlite ? "'row ' || n" : "concat('row ', n)")
    let (exit, rows) = try await stand.ask(try await database.place(stand).probe(query))
    #expect(exit == 0 && rows.isCut && !rows.isMalformed)
    #expect(rows.table.rows.count > 10_000 && rows.table.text.utf8.count <= PrintedRows.mostKept)
    let last = try #require(rows.table.rows.last)
    #expect(last[0] == "\(rows.table.rows.count)" && last[1] == "row \(rows.table.rows.count)")
  }

  @Test(arguments: Database.allCases)
  func `an error half-way is told before the rows that came`(_ database: Database) async throws {
    let stand = try JobStand()
    // SQLite divides by zero without a word.
    let column =
      switch database {
      case .postgresql: "100 / (5000 - n)"
      case .mariadb: "case when n < 5000 then n else (select 1 union select 2) end"
      case .sqlite: "case when n < 5000 then n else abs(-9223372036854775807 - 1) end"
      }
    let (exit, rows) = try await stand.ask(try await database.place(stand).probe(database.numbers(9000, column)))
    #expect(exit != nil && exit != 0)
    let text = ClientComplaint(rows.complaint).text
    #expect(text.contains(/division by zero|more than 1 row|integer overflow/), "\(text)")
    #expect(!text.contains("LOCATION") && !text.contains("-----"))
  }

  @Test(arguments: Database.allCases)
  func `a query that waits on a lock is given up by its server within the bound`(_ database: Database) async throws {
    let stand = try JobStand()
    let place = try await database.place(stand)
    let held: [String]
    switch database {
    case .postgresql:
      held = [
        "psql", "-X", "-h", place.path, "-U", "postgres", "-d", "shop", "-c",
        "create table locked_\(getpid()) (n int)", "-c", "begin", "-c", "lock table locked_\(getpid())", "-c",
        "select pg_sleep(60)",
      ]
    case .mariadb:
      held = [
        "mariadb", "--no-defaults", "-u", "root", "-S", place.path, "shop", "-e",
        "create table locked_\(getpid()) (n int); lock tables locked_\(getpid()) write; select sleep(60)",
      ]
    case .sqlite:
      held = ["sqlite3", place.path]
    }
    let input = Pipe()
    let holder = try DatabaseServer.run(held, input: input, waits: false)
    defer {
      kill(holder.processIdentifier, SIGKILL)
      holder.waitUntilExit()
    }
    if database == .sqlite { try input.fileHandleForWriting.write(contentsOf: Data("begin exclusive;\n".utf8)) }
    // Until it is held, an answer or a table that isn't there comes at once.
    var complaint = ClientComplaint([])
    for _ in 0..<20 where !complaint.isTimeOut {
      let (exit, rows) = try await stand.ask(
        place.probe("select * from \(database == .sqlite ? "items" : "locked_\(getpid())")"), bound: .seconds(4))
      try #require(exit != nil, "the server went on until the job's own time-out")
      complaint = ClientComplaint(rows.complaint)
    }
    #expect(complaint.isTimeOut, "\(complaint.text)")
  }

  @Test func `a password is handed over, and a wrong one is told as such`() async throws {
    let stand = try JobStand()
    for database in [Database.postgresql, .mariadb] {
      let place = try await database.place(stand)
      var probe = place.probe("select count(*) from items")
      probe.user = "asker"
      for (password, ends) in [("open sesame", true), ("no", false), (nil, false)] {
        probe.password = password.map { SourceText($0) }
        let (exit, rows) = try await stand.ask(probe)
        #expect((exit == 0) == ends)
        let complaint = ClientComplaint(rows.complaint)
        #expect(ends || complaint.text.contains(/(?i)password/), "\(complaint.text)")
      }
    }
  }

  @Test(arguments: Database.allCases)
  func `a database and a table that aren't there are told as such`(_ database: Database) async throws {
    let stand = try JobStand()
    let place = try await database.place(stand)
    let (exit, rows) = try await stand.ask(place.probe("select * from nowhere"))
    #expect(exit != 0 && exit != 127 && ClientComplaint(rows.complaint).text.contains("nowhere"))
    var probe = place.probe("select 1")
    probe.database = SourceText(stand.path + "/missing")
    let (end, none) = try await stand.ask(probe)
    let text = ClientComplaint(none.complaint).text
    #expect(end != 0 && text.contains(/missing|unable to open/), "\(text)")
    #expect(access(stand.path + "/missing", F_OK) != 0)
  }

  @Test(arguments: Database.allCases)
  func `what stands in the user's own settings is not read`(_ database: Database) async throws {
    let stand = try JobStand()
    for (name, text) in [
      (".psqlrc", "\\echo spoiled\n"), (".my.cnf", "[client]\nskip-column-names\nno-such-option\n"),
      (".sqliterc", ".print spoiled\n.mode line\n"),
    ] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: stand.path + "/" + name))
    }
    let (exit, rows) = try await stand.ask(
      try await database.place(stand).probe("select 1 as n"),
      environment: ["PGHOST", "PGPORT", "PGOPTIONS", "MYSQL_HOST", "MYSQL_PWD"].map { NamedValue($0, "-c spoiled=1") }
        + [NamedValue("HOME", stand.path)])
    #expect(exit == 0 && rows.table == RowTable(columns: ["n"], rows: [["1"]]))
  }

  @Test func `other encodings and bytes come as text`() async throws {
    let stand = try JobStand()
    var western = try await Database.postgresql.place(stand).probe("select chr(214) as o, $1 as p", ["Ö\\x"])
    western.database = "western"
    #expect(try await stand.ask(western).rows.table.rows == [["Ö", "Ö\\x"]])
    let bytes = try await Database.postgresql.place(stand).probe("select '\\x00ff'::bytea as b")
    #expect(try await stand.ask(bytes).rows.table.rows == [["\\x00ff"]])
    let maria = try await Database.mariadb.place(stand)
    for table in ["items", "old"] {
      let found = maria.probe("select name from \(table) where name = ?", ["Ö"])
      #expect(try await stand.ask(found).rows.table.rows == [["Ö"]])
    }
    #expect(try await stand.ask(maria.probe("select x'61ff62' as b")).rows.table.rows == [["a\u{FFFD}b"]])
    let nul = try await stand.ask(maria.probe("select x'610062' as b"))
    // Its client prints a space in the place of NUL.
    #expect(nul.exit == 0 && nul.rows.table.rows == [["a b"]])
    let light = try await Database.sqlite.place(stand).probe("select cast(x'61ff62' as text) as b")
    #expect(try await stand.ask(light).rows.table.rows == [["a\u{FFFD}b"]])
  }

  @Test(arguments: [Database.postgresql, .mariadb, .sqlite])
  func `a query can't give its client commands`(_ database: Database) async throws {
    let stand = try JobStand()
    let file = stand.path + "/touched"
    for command in ["\\! touch \(file)", ".shell touch \(file)", "system touch \(file)"] {
      let (exit, _) = try await stand.ask(try await database.place(stand).probe(command))
      #expect(exit != 0 && access(file, F_OK) != 0)
    }
  }

  @Test(arguments: Database.allCases, JobStand.shells)
  func `no value stands on any command line`(_ database: Database, _ shell: [String]) async throws {
    let stand = try JobStand(shell: shell)
    let place = try await database.place(stand)
    var probe = place.probe("select " + (database == .postgresql ? "$1::text" : "?"), ["hush-parameter"])
    if database != .sqlite { (probe.user, probe.password) = ("asker", "open sesame") }
    let script = stand.path + "/script"
    try Data(SQLScript(probe: probe).text.utf8).write(to: URL(fileURLWithPath: script))
    #expect(!SQLScript(probe: probe).text.contains(/hush|sesame/))
    var request = stand.request(
      "strace -f -qq -e trace=execve -s 100000 -o \(stand.path)/trace \(shell.joined(separator: " ")) \(script)")
    request.values = probe.sources.map { NamedValue($0.name, $0.source.text) }
    request.printedLimit = 1000
    let result = try await stand.run(request)
    #expect(String(decoding: result.printed.bytes, as: UTF8.self).contains("hush-parameter"))
    let trace = try String(contentsOfFile: stand.path + "/trace", encoding: .utf8)
    #expect(trace.contains(database == .sqlite ? "sqlite3" : database == .mariadb ? "mariadb" : "psql"))
    #expect(!trace.contains("hush") && !trace.contains("sesame"))
  }

  @Test(arguments: SQLProbe.Engine.allCases)
  func `a client that is missing is named`(_ engine: SQLProbe.Engine) async throws {
    let stand = try JobStand()
    let tools = stand.path + "/tools"
    try systemCall { mkdir(tools, 0o700) }
    for tool in ["printenv", "od", "tr", "sed"] {
      try FileManager.default.createSymbolicLink(atPath: "\(tools)/\(tool)", withDestinationPath: "/usr/bin/\(tool)")
    }
    let (exit, rows) = try await stand.ask(
      SQLProbe(engine: engine, database: "x", query: "select 1"), environment: [NamedValue("PATH", tools)])
    let name = [.postgresql: "psql", .sqlite: "sqlite3"][engine] ?? engine.rawValue
    #expect(exit == 127 && ClientComplaint(rows.complaint).text == "\(name) is not installed")
  }

  @Test(arguments: SQLProbe.Engine.allCases)
  func `shellcheck has nothing to say of the script`(_ engine: SQLProbe.Engine) async throws {
    let stand = try JobStand()
    let probe = SQLProbe(
      engine: engine, database: "d", query: "select 'it''s'", parameters: ["1", "2"], host: "h", port: "1", user: "u",
      password: "p")
    let text = "# shellcheck disable=SC2154\n" + SQLScript(probe: probe).text
    let request = stand.request("shellcheck -s sh - <<'SCRIPT'\n\(text)\nSCRIPT\n")
    let result = try await stand.run(request)
    #expect(result.termination == .exited(0), "\(stand.log(of: request) ?? "")")
  }
}
