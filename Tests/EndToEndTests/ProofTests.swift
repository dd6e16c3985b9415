import Foundation
import Testing

/// Drills that prove their checks, with real jobs.
struct ProofTests {
  /// A "server" is a folder; its data are a file in it, restored from nothing.
  private static func shop(_ scene: Scene, rows: String = "cat \(Self.here)/shop/data", breaks: Bool = true) -> String {
    let text = """
      install:
        - { id: make, run: "mkdir \(Self.here)/shop && echo up >\(Self.here)/shop/page" }
      restore:
        - { id: load, run: "echo 42 >\(Self.here)/shop/data" }
      verify:
        - { id: rows, run: "\(rows)", expect: { equals: "42" } }
        - id: page
          run: cat \(Self.here)/shop/page
          expect: { equals: up }
          seen_red: { skip: the page stands without data }
      cleanup:
        - { id: tidy, run: "echo tidy >>\(Self.here)/log; rm -r \(Self.here)/shop", only: drill }

      """
    let damage = """
      breaks:
        - id: emptied
          run: echo emptied >>\(Self.here)/log; true >\(Self.here)/shop/data
          mend: echo mended >>\(Self.here)/log; echo 42 >\(Self.here)/shop/data
        - id: defaced
          files: [defaced]
          run: echo defaced >>\(Self.here)/log; cp defaced \(Self.here)/shop/page
          mend: echo mended >>\(Self.here)/log; echo up >\(Self.here)/shop/page
      """
    return (text + (breaks ? damage : "")).replacing(Self.here, with: scene.folder)
  }

  private static let here = "HERE"

  private static func report(_ scene: Scene) async throws -> [String: Any] {
    let json = try await scene.start(["report", "last", "--format", "json"]).end()
    let root = try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any]
    return try #require(root?["summary"] as? [String: Any])
  }

  @Test(.timeLimit(.minutes(1)))
  func `a drill sees its checks fail first, and passes`() async throws {
    try await Scene.play { scene in
      try scene.write("defaced", "defaced\n")
      let end = try await scene.drill(Self.shop(scene))
      #expect(end.exit == 0, "\(end)")
      #expect(end.out.contains("shop.seen-red-rows  fails without data, as it must"), "\(end)")
      #expect(end.out.contains("1 of 2 checks seen red"), "\(end)")
      let proof = try #require(try await Self.report(scene)["proof"] as? [String: Any])
      let results = (proof["checks"] as? [[String: Any]])?.map { $0["result"] as? String }
      #expect(results == ["red", "skipped"])
      #expect((proof["breaks"] as? [Any])?.isEmpty == true && proof["breaksThere"] as? Int == 2)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a check that holds without data makes the drill conditional, and goes on`() async throws {
    try await Scene.play { scene in
      let end = try await scene.drill(Self.shop(scene, rows: "echo 42", breaks: false))
      #expect(end.exit == 3, "\(end)")
      #expect(end.out.contains("shop.rows held on a machine without data: it proves nothing"), "\(end)")
      #expect(!scene.exists("shop"))
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `prove does every break, shows which check notices, mends it, and cleans up`() async throws {
    try await Scene.play { scene in
      try scene.write("defaced", "defaced\n")
      let end = try await scene.drill(Self.shop(scene), "--prove")
      #expect(end.exit == 0, "\(end)")
      #expect(try scene.read("log") == "emptied\nmended\ndefaced\nmended\ntidy\n")
      #expect(end.out.contains("shop.noticing-emptied-rows  notices the break emptied"), "\(end)")
      #expect(end.out.contains("shop.noticing-emptied-page  SLEEPS through the break emptied"), "\(end)")
      #expect(end.out.contains("2 of 2 breaks noticed"), "\(end)")
      let markdown = try await scene.start(["report", "last", "--format", "markdown"]).end()
      #expect(markdown.out.contains("| Check | emptied | defaced |"), "\(markdown)")
      #expect(markdown.out.contains("| rows (shop.rows) | noticed | slept |"), "\(markdown)")
      #expect(markdown.out.contains("| page (shop.page) | slept | noticed |"), "\(markdown)")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `prove without breaks is refused in words, and a plan says how many there are`() async throws {
    try await Scene.play { scene in
      let end = try await scene.drill(Self.shop(scene, breaks: false), "--prove")
      #expect(end.exit == 2 && end.err.contains("has no `breaks`"), "\(end)")
      #expect(scene.runNames.isEmpty)
      try scene.write("defaced", "defaced\n")
      try scene.runbook(Self.shop(scene))
      let plan = try await scene.start(["plan", "shop.yaml"]).end()
      #expect(plan.out.contains("There are 2 breaks, none of which this drill does: run with --prove"), "\(plan)")
      let all = try await scene.start(["plan", "--prove", "shop.yaml"]).end()
      #expect(all.out.contains("mend-defaced") && all.out.contains("2 checks should notice the break"), "\(all)")
      let incident = try await scene.start(["plan", "--prove", "--mode", "incident", "shop.yaml"]).end()
      #expect(incident.exit == 2 && incident.err.contains("for drills alone"), "\(incident)")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a drill killed while something is broken mends it when it is resumed`() async throws {
    try await Scene.play { scene in
      let slow = Self.shop(scene, breaks: false) + """
        breaks:
          - id: emptied
            run: echo emptied >>\(scene.folder)/log; true >\(scene.folder)/shop/data; touch \(scene.folder)/broken; sleep 2
            mend: echo mended >>\(scene.folder)/log; echo 42 >\(scene.folder)/shop/data
        """
      try scene.runbook(slow)
      let program = try scene.start(["drill", "--prove", "shop.yaml"])
      try await scene.until("the damage is done") { scene.exists("broken") }
      _ = try await program.murder()
      let end = try await scene.start(["resume", "last"]).end()
      #expect(end.exit == 0 || end.exit == 3, "\(end)")
      #expect(try scene.read("log") == "emptied\nmended\ntidy\n", "\(end)")
    }
  }
}
