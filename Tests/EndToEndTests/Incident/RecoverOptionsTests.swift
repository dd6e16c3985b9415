import Foundation
import Testing

/// The first minutes of an incident: what can be done, what is asked, what starts.
struct RecoverOptionsTests {
  private static func prepare(_ scene: Scene) throws {
    try scene.write(
      "site.yaml",
      """
      site: Test site
      target: { rto: 30m, rpo: none }
      services:
        shop: { tier: critical, owner: sales, fallback: "Sell on paper." }
      people:
        matthew: { roles: [operator] }
        ruth: { roles: [sales] }
      """)
    for strategy in ["repair", "rebuild"] {
      try scene.write(
        "\(strategy).yaml",
        """
        runbook: shop-\(strategy)
        title: The \(strategy) of the shop
        service: shop
        strategy: \(strategy)
        \(strategy == "rebuild" ? "inputs: { dump: { about: Which dump } }" : "")
        restore:
          - { id: load, run: "echo \(strategy) >> \(scene.path("done"))" }
        verify:
          - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: no data } }
        """)
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `on a terminal one picks a way, says how bad it is, and types the site's name`() async throws {
    try await Scene.play { scene in
      try Self.prepare(scene)
      _ = try await scene.halfhour("drill", "repair.yaml")
      try await TestTerminal.open(scene) { terminal in
        try await terminal.enter(
          "halfhour recover shop --disrupted-at now --as matthew --reported-by 'Ruth, by phone'; echo ended with $?")
        let shown = try await terminal.until("Which?")
        #expect(shown.contains("1  REPAIR  shop-repair: The repair of the shop"), "\(shown)")
        #expect(shown.contains("2  REBUILD  shop-rebuild"), "\(shown)")
        #expect(shown.contains("in the drill of"), "\(shown)")
        #expect(shown.contains("never measured"), "\(shown)")
        #expect(shown.contains("needs     --input dump=… (Which dump)"), "\(shown)")
        #expect(shown.contains("Meanwhile: Sell on paper."), "\(shown)")
        #expect(shown.contains("Down since"), "\(shown)")
        try await terminal.enter("2")
        try await terminal.until("dump (Which dump):")
        try await terminal.enter("the newest")
        try await terminal.until("How bad is it?")
        try await terminal.enter("2")
        try await terminal.until("Type the name of the site")
        #expect(!scene.exists("done") || scene.lines("done") == ["repair"], "nothing starts before it is confirmed")
        try await terminal.enter("Test site")
        try await terminal.until("ended with 0")
      }
      let opening = try scene.run().journalText.split(separator: "\n")[0]
      #expect(opening.contains(#""severity":"severe""#), "\(opening)")
      #expect(opening.contains(#""reportedBy":"Ruth, by phone""#), "\(opening)")
      #expect(opening.contains(#""attested":"matthew""#), "\(opening)")
      #expect(scene.lines("done") == ["repair", "rebuild"])
      let summary = try await scene.halfhour("note", "last").out
      #expect(summary.contains("ruth (sales): nothing is known of them yet, expected"), "\(summary)")
      #expect(summary.contains("matthew (operator): present"), "\(summary)")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `who types another name than the site's starts nothing`() async throws {
    try await Scene.play { scene in
      try Self.prepare(scene)
      try await TestTerminal.open(scene) { terminal in
        try await terminal.enter("halfhour recover repair.yaml --severity trivial; echo ended with $?")
        let shown = try await terminal.until("Type the name of the site")
        #expect(shown.contains("There is also rebuild shop-rebuild: halfhour recover shop"), "\(shown)")
        try await terminal.enter("shop")
        try await terminal.until("ended with 2")
      }
      #expect(scene.runNames.isEmpty)
    }
  }

  @Test(arguments: [
    (["recover", "shop", "--yes"], "several runbooks: shop-repair, shop-rebuild. Say which: --runbook NAME"),
    (["recover", "shop", "--yes", "--runbook", "other"], "shop has no runbook other, but"),
    (["recover", "shop", "--runbook", "shop-repair"], "run it on a terminal, or say --yes"),
    (["recover", "repair.yaml", "--yes", "--runbook", "shop-repair"], "or the path of a runbook alone"),
    (["recover", "nothing", "--yes"], "there is no runbook for a service called nothing"),
    (["recover", "shop", "--yes", "--disrupted-at", "2099-01-01T00:00Z"], "is in the future"),
    (["recover", "repair.yaml", "--yes", "--disrupted-at", "99:00"], "99:00 is no time"),
    (
      ["recover", "repair.yaml", "--yes", "--disrupted-at", "2026-01-02T03:00Z", "--detected-at", "2026-01-02T02:00Z"],
      "it can't have been noticed at"
    ),
    (["recover", "repair.yaml", "--yes", "--declared-by", "ruth"], "--declared-by needs --declared-at"),
    (["recover", "repair.yaml", "--yes", "--as", "nobody"], "the site knows nobody called nobody"),
    (["recover", "repair.yaml", "--yes", "--participant", ":sales"], "write it as ruth"),
  ])
  func `what can't be meant is told, and nothing starts`(words: [String], message: String) async throws {
    try await Scene.play { scene in
      try Self.prepare(scene)
      let end = try await scene.start(words).end()
      #expect(end.exit == 2)
      #expect(end.err.contains(message), "\(end)")
      #expect(scene.runNames.isEmpty && !scene.exists("done"))
    }
  }

  @Test func `without a terminal one named runbook starts, and says what is not known`() async throws {
    try await Scene.play { scene in
      try Self.prepare(scene)
      let end = try await scene.halfhour(
        "recover", "shop", "--yes", "--runbook", "shop-repair", "--detected-at", "unknown", "--participant", "ruth:boss"
      )
      #expect(end.exit == 3, "\(end)")
      #expect(end.out.contains("Nobody knows when it was noticed."), "\(end)")
      #expect(end.out.contains("Nobody has said when it went down"), "\(end)")
      #expect(end.out.contains("--clock disruption=02:47"), "\(end)")
      #expect(end.out.contains("the recovery time of shop is unknown: nobody said when the disruption was"), "\(end)")
      let notes = try await scene.halfhour("note", "last").out
      #expect(notes.contains("ruth (sales, boss): present, expected"), "\(notes)")
    }
  }

  @Test func `a way whose last drill failed says so, and is offered last`() async throws {
    try await Scene.play { scene in
      try Self.prepare(scene)
      let repair = try scene.read("repair.yaml")
      #expect(try await scene.halfhour("drill", "repair.yaml").exit == 0)
      try scene.write("repair.yaml", repair.replacing("run: \"true\"", with: "run: \"echo no orders; false\""))
      #expect(try await scene.halfhour("drill", "repair.yaml").exit == 1)
      try scene.write("repair.yaml", repair)
      let end = try await scene.halfhour(
        "recover", "shop", "--yes", "--disrupted-at", "now", "--runbook", "shop-repair")
      #expect(end.exit == 0, "\(end)")
      let shown = end.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(shown.contains("1 REBUILD shop-rebuild") && shown.contains("2 REPAIR shop-repair"), "\(end)")
      #expect(shown.contains("warning last drill 20") && shown.contains(" FAILED: "), "\(end)")
      let again = try await scene.halfhour(
        "recover", "shop", "--yes", "--disrupted-at", "now", "--runbook", "shop-repair")
      let next = again.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(next.contains("1 REPAIR shop-repair") && next.contains("warning last drill 20"), "\(again)")
    }
  }

  @Test func `a runbook of the service that can't be read is named, and stands in nobody's way`() async throws {
    try await Scene.play { scene in
      try Self.prepare(scene)
      try scene.write("rebuild.yaml", "runbook: shop-rebuild\nservice: shop\nnonsense: true\n")
      let end = try await scene.halfhour("recover", "shop", "--yes", "--disrupted-at", "now")
      #expect(end.exit == 0, "\(end)")
      #expect(end.out.contains("rebuild.yaml can't be read"), "\(end)")
      #expect(scene.lines("done") == ["repair"])
    }
  }
}
