import RunbookLoading
import RunbookModel
import Testing

/// What loading says of recorded answers; comparing is tested elsewhere.
struct KnownGoodCheckTests {
  static let recorded = """
    format: halfhour known-good 1
    check: shop.orders
    kind: run
    recorded: 2026-11-21T02:47:00+01:00
    from: a script on this machine
    by: ruth on desk
    command: halfhour known-good record shop.yaml
    question: dae24a4ee62a5db8deb21a1b3cdbfe1e7d5a5b04ee0aa9e48abdd5fe0cd7fba7
    answer: 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824
    ---
    hello
    """

  static func load(
    _ answer: String?, expect: String = "{ known_good: orders }",
    size: @escaping @Sendable (String) -> Int? = { _ in nil }
  ) -> (LoadedRunbooks?, String) {
    var texts = [
      "site/site.yaml": "site: Test\nservices:\n  shop: { tier: critical }\n",
      "site/books/shop.yaml": """
      runbook: shop
      service: shop
      verify:
        - id: orders
          run: echo hello
          expect: \(expect)
      """,
    ]
    texts["site/known-good/shop/orders.txt"] = answer
    var files = FileSource(texts: texts)
    files.size = size
    let (loaded, diagnostics) = RunbookLoader.load(runbook: "site/books/shop.yaml", files: files)
    return (loaded, DiagnosticLines.text(diagnostics))
  }

  @Test func `a recorded answer is taken along with the check that compares with it`() throws {
    let loaded = try #require(Self.load(Self.recorded).0)
    let file = try #require(loaded.files.last)
    #expect(file.path == "site/known-good/shop/orders.txt")
    #expect(file.part == .knownGood)
    #expect(file.steps == [StepID("shop", "orders")])
  }

  @Test func `what is wrong with a recorded answer is a warning where it is named`() throws {
    for (answer, words) in [
      (nil, "no known-good answer \"orders\" is recorded: there is no site/known-good/shop/orders.txt"),
      ("", "is broken: line 1: the file is empty"), (Self.recorded + "!", "is broken: line 9: the answer below"),
      (Self.recorded, "is older than its check"),
    ] {
      let (loaded, text) = Self.load(answer)
      #expect(loaded != nil)
      #expect(text.hasPrefix("site/books/shop.yaml:6:27: warning: ") && text.contains(words), "\(text)")
      #expect(text.contains("known-good record"))
    }
  }

  @Test func `a file that is too large, or has no end, is neither read nor taken along`() throws {
    for (size, words) in [(1 << 40, "too many for an answer"), (Int.max, "is no plain file")] {
      let (loaded, text) = Self.load(Self.recorded) { $0.hasSuffix(".txt") ? size : nil }
      #expect(text.contains(words))
      #expect(try #require(loaded).files.allSatisfy { $0.part != .knownGood })
    }
  }

  @Test(arguments: [
    ("{ known_good: { name: orders, mask: \"[\" } }", "[ is never closed"),
    ("{ known_good: { name: orders, rows: \"9%..5%\" } }", "is not a part of a recorded number"),
    ("{ known_good: { beside: x, mask: [a, \"(?=b)\"] } }", "this kind of group is not known"),
  ])
  func `rules that can't be read are errors`(expect: String, words: String) {
    let (loaded, text) = Self.load(Self.recorded, expect: expect)
    #expect(loaded == nil)
    #expect(text.contains("error: ") && text.contains(words), "\(text)")
  }
}
