import Foundation
import Glibc
import Testing

/// An answer is recorded from the live service, a drill compares with it, and a person accepts a new one.
struct KnownGoodTests {
  static let stored = "known-good/shop/orders.txt"

  static func phases(_ scene: Scene, expect: String = "{ known_good: orders }", ask: String = "cat \"$place/data\"")
    -> String
  {
    """
    restore:
      - id: load
        with: { place: "\(scene.folder)" }
        run: echo loaded >"$place/loaded"
    verify:
      - id: orders
        with: { place: "\(scene.folder)" }
        run: \(ask)
        expect: \(expect)
        seen_red: { skip: "Its data are there before the drill." }
    """
  }

  @Test(.timeLimit(.minutes(2)))
  func `an answer is recorded, compared, accepted, and compared again`() async throws {
    try await Scene.play { scene in
      try scene.write("data", "a 1\nb 2\nc 3\n")
      try scene.runbook(Self.phases(scene))
      let recorded = try await scene.halfhour("known-good", "record", "shop.yaml")
      #expect(recorded.exit == 0, "\(recorded)")
      #expect(recorded.out.contains("new: \(Self.stored)"))
      #expect(try scene.read(Self.stored).hasSuffix("\n---\na 1\nb 2\nc 3\n"))
      #expect(!scene.exists("loaded"), "a step that is no check was carried out")
      #expect(scene.runNames == [], "a look is no run")
      #expect(try await scene.halfhour("drill", "shop.yaml").exit == 0)
      #expect(!FileManager.default.fileExists(atPath: try scene.run().folder + "/observed"))

      try scene.write("data", "a 1\nB 2\nc 3\n")
      #expect(try await scene.halfhour("known-good", "diff", "shop.yaml").exit == 1)
      #expect(try await scene.halfhour("drill", "shop.yaml").exit == 1)
      let message = try #require(try scene.run().messages(of: "orders").last)
      #expect(message.contains("@@ -1,3 +1,3 @@\n a 1\n-b 2\n+B 2\n c 3"), "\(message)")
      let difference = try await scene.halfhour("known-good", "diff", "--run", "last")
      #expect(difference.exit == 1 && difference.out.contains("-b 2\n    +B 2"), "\(difference)")

      let asked = try await scene.halfhour("known-good", "accept", "last")
      #expect(asked.exit == 1 && asked.err.contains("--yes"), "\(asked)")
      #expect(try scene.read(Self.stored).hasSuffix("\nb 2\nc 3\n"), "accepted without a word")
      #expect(try await scene.halfhour("known-good", "accept", "last", "orders", "--yes").exit == 0)
      #expect(try scene.read(Self.stored).contains("seen in run \(try scene.run().name)\n"))
      #expect(try await scene.halfhour("drill", "shop.yaml").exit == 0)
      #expect(try await scene.halfhour("known-good", "diff", "shop.yaml").exit == 0)
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `without a recorded answer a check is inconclusive and says how to record one`() async throws {
    try await Scene.play { scene in
      try scene.write("data", "a\n")
      let drill = try await scene.drill(Self.phases(scene))
      #expect(drill.exit == 1)
      let line = try #require(try scene.run().journal().last { $0.step == "orders" && $0.entry == "step-finished" })
      let report = try #require(line.fields["report"] as? [String: Any])
      #expect(report["finding"] as? String == "inconclusive")
      #expect((report["message"] as? String)?.contains("halfhour known-good record shop.yaml") == true, "\(report)")
      let check = try await scene.halfhour("check", "shop.yaml")
      #expect(check.exit == 0 && check.err.contains("no known-good answer \"orders\" is recorded"), "\(check)")
      #expect(check.err.contains("shop.yaml:12:27"), "\(check)")
      // What it saw can be accepted as the first answer.
      #expect(try await scene.halfhour("known-good", "accept", "last", "--yes").exit == 0)
      #expect(try await scene.halfhour("drill", "shop.yaml").exit == 0)
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a file that was edited by hand, or isn't one, fails its check with its line, and warns before`() async throws {
    try await Scene.play { scene in
      try scene.write("data", "a\n")
      try scene.runbook(Self.phases(scene))
      try await scene.halfhour("known-good", "record", "shop.yaml")
      let good = try scene.read(Self.stored)
      for (broken, words) in [
        (good.replacing("---\na\n", with: "---\nb\n"), "orders.txt:9: the answer below the heading"),
        (good.replacing("---\n", with: ""), "orders.txt:10: \"a\" is neither"),
        (good.replacing("kind: run\n", with: ""), "lacks the line \"kind: …\""), ("", "the file is empty"),
      ] {
        try scene.write(Self.stored, broken)
        #expect(try await scene.halfhour("drill", "shop.yaml").exit == 1)
        let message = try scene.run().messages(of: "orders").last ?? ""
        #expect(message.contains(words) && message.contains("known-good record"), "\(message)")
        #expect(try await scene.halfhour("check", "shop.yaml").err.contains("is broken"))
      }
      try FileManager.default.removeItem(atPath: scene.path(Self.stored))
      try scene.write(Self.stored + "/x", "")
      let check = try await scene.halfhour("check", "shop.yaml")
      #expect(check.exit == 0 && check.err.contains("is a folder"), "\(check)")
      #expect(try await scene.halfhour("known-good", "record", "shop.yaml").exit == 1)
      try FileManager.default.removeItem(atPath: scene.path(Self.stored))
      // A file that is larger than memory would be, and one that never ends.
      try scene.write(Self.stored, "")
      #expect(truncate(scene.path(Self.stored), 1 << 40) == 0)
      let large = try await scene.halfhour("check", "shop.yaml")
      #expect(large.exit == 0 && large.err.contains("too many for an answer"), "\(large)")
      unlink(scene.path(Self.stored))
      #expect(mkfifo(scene.path(Self.stored), 0o600) == 0)
      let pipe = try await scene.halfhour("check", "shop.yaml")
      #expect(pipe.exit == 0 && pipe.err.contains("is no plain file"), "\(pipe)")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `an answer that is older than its check still compares, and everybody is told`() async throws {
    try await Scene.play { scene in
      try scene.write("data", "a\n")
      try scene.runbook(Self.phases(scene))
      try await scene.halfhour("known-good", "record", "shop.yaml")
      try scene.runbook(Self.phases(scene, ask: "cat \"$place/data\" | cat"))
      let check = try await scene.halfhour("check", "shop.yaml")
      #expect(check.exit == 0 && check.err.contains("is older than its check"), "\(check)")
      #expect(try await scene.halfhour("known-good", "show", "shop.yaml").out.contains("  stale  "))
      let stale = try await scene.halfhour("drill", "shop.yaml")
      let words = stale.out.replacing(/\s+/, with: " ")
      #expect(stale.exit == 3 && words.contains("that is older than the check"), "\(stale)")
      try scene.write("data", "b\n")
      #expect(try await scene.halfhour("drill", "shop.yaml").exit == 1)
      let message = try scene.run().messages(of: "orders").last ?? ""
      #expect(message.contains("older than its check"), "\(message)")
      #expect(try await scene.halfhour("known-good", "record", "shop.yaml").exit == 0)
      #expect(try await scene.halfhour("check", "shop.yaml").err == "")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `an answer that is captured with a backup is compared with what that backup holds`() async throws {
    try await Scene.play { scene in
      let expect = "{ known_good: { beside: \"{{ steps.newest.dump }}\", mask: 'at [0-9]+' } }"
      let precheck = """
        precheck:
          - id: newest
            with: { place: "\(scene.folder)" }
            run: echo "dump=$place/$(cat "$place/newest")" >>"$HALFHOUR_OUTPUT"
            outputs: [dump]

        """
      try scene.runbook(precheck + Self.phases(scene, expect: expect, ask: "cat \"$place/data\"; date +'at %s'"))
      for day in ["monday", "tuesday"] {
        try scene.write("data", "\(day)\n")
        try scene.write("\(day).dump", "")
        let captured = try await scene.halfhour(
          "known-good", "capture", "shop.yaml", "--beside", "\(day).dump", "--output", "newest.dump=x")
        #expect(captured.exit == 0, "\(captured)")
        #expect(try scene.read("\(day).dump.known-good/orders.txt").contains("---\n\(day)\nat 1"))
      }
      try scene.write("newest", "tuesday.dump")
      #expect(try await scene.halfhour("drill", "shop.yaml").exit == 0)
      try scene.write("newest", "monday.dump")
      #expect(try await scene.halfhour("drill", "shop.yaml").exit == 1)
      #expect(try scene.run().messages(of: "orders").last?.contains("-monday\n+tuesday\n at") == false)
      #expect(try scene.run().messages(of: "orders").last?.contains("-monday\n+tuesday\n ‹masked›") == true)
      try scene.write("newest", "none.dump")
      #expect(try await scene.halfhour("drill", "shop.yaml").exit == 1)
      #expect(try scene.run().messages(of: "orders").last?.contains("no known-good answer stands beside") == true)
      let missing = try await scene.halfhour("known-good", "capture", "shop.yaml", "--beside", "no.dump")
      #expect(missing.exit == 2 && missing.err.contains("there is no backup"), "\(missing)")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `what makes the ground clean for another try is never done to the live service`() async throws {
    try await Scene.play { scene in
      try scene.runbook(
        Self.phases(scene)
          + "\n    retry: { attempts: 2, delay: 1s, reset: 'echo mended >\"\(scene.folder)/mended\"' }\n")
      #expect(try await scene.halfhour("known-good", "record", "shop.yaml").exit == 1)
      #expect(!scene.exists("mended"), "the live service was changed")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a secret stands in no recorded and in no observed answer`() async throws {
    try await Scene.play { scene in
      let word = "Gr0und-hog-42"
      try scene.write("secret", word + "\n")
      try scene.write("data", "a\n")
      let phases = Self.phases(scene, ask: "cat \"$place/data\"; echo \"$word\"; printf %s \"$word\" | base64")
        .replacing(
          "verify:\n  - id: orders\n    with: { ",
          with: "verify:\n  - id: orders\n    with: { word: \"{{ secrets.word }}\", ")
      try scene.runbook(phases, head: "secrets: { word: { file: secret } }")
      #expect(try await scene.halfhour("known-good", "record", "shop.yaml").exit == 0)
      try scene.write("data", "b\n")
      #expect(try await scene.halfhour("drill", "shop.yaml").exit == 1)
      let observed = try String(contentsOfFile: try scene.run().folder + "/observed/shop.orders.1.txt", encoding: .utf8)
      for text in [try scene.read(Self.stored), observed] {
        #expect(text.contains("[secret word]"))
        #expect(!text.contains(word) && !text.contains(Data(word.utf8).base64EncodedString()))
      }
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `rows of a database are recorded and compared as rows`() async throws {
    try await Scene.play { scene in
      func sqlite(_ text: String) async throws {
        let end = try await scene.shell("sqlite3 shop.db \"\(text)\"").end()
        #expect(end.exit == 0, "\(end)")
      }
      try await sqlite(
        "create table orders (month text, n int); insert into orders values ('01', 5), ('02', null), ('03', 7)")
      try scene.runbook(
        """
        verify:
          - id: orders
            sql: { engine: sqlite, database: "\(scene.path("shop.db"))", query: "select month, n from orders order by month" }
            expect: { known_good: orders }
            seen_red: { skip: "Its data are there before the drill." }
        """)
      let recorded = try await scene.halfhour("known-good", "record", "shop.yaml")
      #expect(recorded.exit == 0, "\(recorded)")
      #expect(try scene.read(Self.stored).hasSuffix("---\nmonth,n\n01,5\n02,\n03,7\n"))
      #expect(try scene.read(Self.stored).contains("from: sql sqlite \(scene.path("shop.db")) at this machine"))
      #expect(try await scene.halfhour("drill", "shop.yaml").exit == 0)
      try await sqlite("update orders set n = 6 where month = '03'; delete from orders where month = '01'")
      #expect(try await scene.halfhour("drill", "shop.yaml").exit == 1)
      let message = try scene.run().messages(of: "orders").last ?? ""
      #expect(
        message.contains("2 rows, 3 recorded:\nrow 1 is missing: 01, 5\nrow 2: n: expected \"7\", got \"6\" (03, 6)"),
        "\(message)")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `what can't be recorded is refused in words`() async throws {
    try await Scene.play { scene in
      try scene.write("data", "a\n")
      try scene.runbook(Self.phases(scene, ask: "printf 'a\\377b'"))
      let binary = try await scene.halfhour("known-good", "record", "shop.yaml")
      #expect(binary.exit == 1 && binary.out.contains("no text in UTF-8"), "\(binary)")
      try scene.runbook(Self.phases(scene, ask: "head -c 2000000 /dev/zero"))
      let large = try await scene.halfhour("known-good", "record", "shop.yaml")
      #expect(large.exit == 1 && large.out.contains("larger than what is kept"), "\(large)")
      try scene.runbook(Self.phases(scene, ask: "echo a; exit 3"))
      let failed = try await scene.halfhour("known-good", "record", "shop.yaml")
      #expect(failed.exit == 1 && failed.out.contains("exit: expected 0, got 3"), "\(failed)")
      #expect(!scene.exists(Self.stored))
      try scene.runbook(
        """
        verify:
          - id: orders
            http: { url: "http://127.0.0.1:1/", method: POST }
            expect: { known_good: orders }
        """)
      let request = try await scene.halfhour("known-good", "record", "shop.yaml")
      #expect(request.exit == 2 && request.err.contains("--allow-requests"), "\(request)")
      try scene.runbook(
        """
        install:
          - id: ports
            run: exit 1
            outputs: [web]
        """ + "\n"
          + Self.phases(scene, ask: "echo \"$port\"").replacing(
            "    run: echo \"$port\"", with: "    run: echo \"$port\""
          ).replacing(
            "  - id: orders\n    with: { ", with: "  - id: orders\n    with: { port: \"{{ steps.ports.web }}\", "))
      let output = try await scene.halfhour("known-good", "record", "shop.yaml")
      #expect(output.exit == 2 && output.err.contains("--output ports.NAME=VALUE"), "\(output)")
      #expect(try await scene.halfhour("known-good", "record", "shop.yaml", "--output", "ports.web=8080").exit == 0)
      #expect(try scene.read(Self.stored).hasSuffix("---\n8080\n"))
      let other = try await scene.halfhour("known-good", "record", "shop.yaml", "nothing")
      #expect(other.exit == 2 && other.err.contains("There are: shop.orders"), "\(other)")
    }
  }
}
