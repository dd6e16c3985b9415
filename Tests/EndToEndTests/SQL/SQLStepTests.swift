import Foundation
import Testing

/// What a run makes of a question to a database.
struct SQLStepTests {
  private func make(_ scene: Scene) async throws {
    let end = try await scene.shell(
      "sqlite3 shop.db \"create table orders (month text, count int); insert into orders values ('may', 7), (null, 9)\""
    ).end()
    try #require(end.exit == 0, "\(end)")
  }

  private func findings(_ scene: Scene, _ step: String) throws -> [String] {
    try scene.run().journal().filter { $0.entry == "step-finished" && $0.step == step }
      .compactMap { ($0.fields["report"] as? [String: Any])?["finding"] as? String }
  }

  @Test(.timeLimit(.minutes(1)))
  func `rows are compared by every matcher, and a parameter may be a secret`() async throws {
    try await Scene.play { scene in
      try await make(scene)
      let end = try await scene.drill(
        """
        verify:
          - id: orders
            sql: { engine: sqlite, database: shop.db, query: "select month, count from orders order by 2" }
            expect:
              rows: "2"
              equals: "may,7\\n,9\\n"
              json: { "[0].count": "7", "[1].month": "null" }
              contains: may
            seen_red: { skip: its data are there from the start }
          - id: hidden
            sql: { engine: sqlite, database: shop.db, query: "select ? as told", parameters: ["{{ secrets.word }}"] }
            expect: { equals: "{{ secrets.word }}" }
            seen_red: { skip: it needs no data }
        """,
        head: "secrets: { word: { env: WORD } }", environment: ["WORD": "sesame-sesame"])
      #expect(try scene.run().outcomes() == ["orders": "passed", "hidden": "passed"], "\(end)")
      let found = try await scene.shell("grep -rl sesame-sesame state runbook* *.out 2>/dev/null").end()
      #expect(found.out.isEmpty, "\(found)")
      #expect(try scene.run().journal().contains { $0.entry == "step-finished" })
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a failure shows what the client says, and only what was asked is red`() async throws {
    try await Scene.play { scene in
      try await make(scene)
      let end = try await scene.drill(
        """
        verify:
          - id: rows
            sql: { engine: sqlite, database: shop.db, query: select month from orders }
            expect: { rows: "3" }
            on_failure: continue
          - id: table
            sql: { engine: sqlite, database: shop.db, query: select * from nowhere }
            on_failure: continue
          - id: change
            sql: { engine: sqlite, database: shop.db, query: delete from orders }
            on_failure: continue
          - id: slow
            sql:
              engine: sqlite
              database: shop.db
              query: with recursive g(n) as (select 1 union all select n + 1 from g) select count(*) from g
            timeout: 1s
            on_failure: continue
          - { id: see, run: sqlite3 $HOME/shop.db 'select count(*) from orders', expect: { contains: "2" } }
        """)
      #expect(end.exit == 1, "\(end)")
      let run = try scene.run()
      let rows = try run.messages(of: "rows").first ?? ""
      #expect(rows.contains("expected exactly 3 rows, got 2"), "\(rows)")
      #expect(try run.messages(of: "table").first?.contains("no such table: nowhere") == true)
      #expect(try run.messages(of: "change").first?.contains("readonly") == true)
      for (step, finding) in [("rows", "failed"), ("table", "failed"), ("change", "failed"), ("slow", "inconclusive")] {
        #expect(try findings(scene, step) == [finding], "\(step)")
      }
      #expect(try run.outcomes()["see"] == "passed")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a client that isn't there leaves the check without a finding`() async throws {
    try await Scene.play { scene in
      let tools = ["sh", "printenv", "od", "tr", "sed", "mkdir", "rm", "cat", "sleep", "date"]
      let links = tools.map { "ln -s \"$(command -v \($0))\" tools/\($0)" }.joined(separator: "; ")
      try #require(try await scene.shell("mkdir tools; \(links)").end().exit == 0)
      let end = try await scene.drill(
        "verify:\n  - { id: ask, sql: { engine: postgresql, database: shop, query: select 1 } }",
        environment: ["PATH": scene.folder + "/tools"])
      #expect(end.exit == 1, "\(end)")
      #expect(try scene.run().messages(of: "ask") == ["psql is not installed here"])
      #expect(try findings(scene, "ask") == ["inconclusive"])
    }
  }
}
