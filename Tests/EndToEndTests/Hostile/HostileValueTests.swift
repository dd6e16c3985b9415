import Foundation
import Testing

/// Values that no author would write go through byte for byte, or are refused before anything runs.
struct HostileValueTests {
  /// Every control character but NUL and the line feed at the end, which a shell's `$(…)` would take.
  private static let controls = String(
    String.UnicodeScalarView(
      (1...31).compactMap { Unicode.Scalar($0 as UInt32) } + ["\u{7F}", "\u{80}", "\u{9B}", "z"]))

  static let values: [String] = [
    controls, "\r", "a\r\nb\r\n", "\n\n", "\t", "\u{1B}[2J\u{1B}]0;title\u{7}x\u{1B}P1$r\u{1B}\\", "-", "--", "-rf",
    "--help",
    "\u{202E}gpj.exe\u{202C} \u{200B}\u{200D}\u{FEFF}\u{2066}x\u{2069}", "\u{2028}\u{2029}\u{85}", "e\u{301} \u{E9}",
    "'\"\\`$(exit 9)",
    "{{", "}}", "{{ secrets.s }} {{{x}}} {{>x}} {{=<% %>=}}", "%s%n%d", "END-OF-IT", "v<<END-OF-IT\nEND-OF-IT",
    "\u{10FFFF}\u{FFFF}",
    "null", "~", "no", "0x1F", "&lt;b&gt;<script>alert(1)</script>]]>", "]]>\u{1B}<!--", "' or 1=1 --", "..", "/", "=",
    "a=b=c",
    String(repeating: "z", count: 127_900), String(repeating: "\u{1F510}", count: 31_900),
    String(repeating: "'", count: 60_000),
  ]

  /// In and out of a script, through `with`, a template, a copy's name of a folder, a comparison and a condition.
  private static let phases = #"""
    install:
      - id: first
        outputs: [v]
        run: |
          printf '%s' "$v" >"$place/first"
          { printf 'v<<END-%s\n' "$$"; printf '%s\n' "$v"; printf 'END-%s\n' "$$"; } >>"$HALFHOUR_OUTPUT"
      - id: same
        if: steps.first.v == inputs.v
        with: { again: "{{ steps.first.v }}" }
        run: printf '%s' "$again" >"$place/second"
      - { id: page, with: { again: "{{ steps.first.v }}" }, template: { from: page, to: page.out } }
    verify:
      - id: print
        with: { again: "{{ steps.first.v }}" }
        run: printf '%s' "$again"
        expect: { equals: "{{ inputs.v }}", contains: "{{ steps.first.v }}" }
        seen_red: { skip: tried elsewhere }
      - id: differ
        with: { again: "{{ steps.first.v }}" }
        run: printf 'x%s' "$again" >&2
        expect: { equals: "{{ inputs.v }}" }
        seen_red: { skip: tried elsewhere }
    """#

  @Test(.timeLimit(.minutes(1)), arguments: values)
  func `a value goes everywhere as it is, and commands no screen`(value: String) async throws {
    try await Scene.play { scene in
      try scene.write("page", "<{{again}}>")
      let end = try await scene.drill(
        Self.phases, head: "inputs: { v: , place: }", "--input", "v=\(value)", "--input", "place=\(scene.folder)")
      guard !value.utf8.allSatisfy({ $0 == 32 || (9...13).contains($0) }) else {
        #expect(end.exit == 1 && end.out.contains("The output v is empty"), "\(end)")
        return
      }
      #expect(end.exit == 1 && end.out.contains("shop.differ  FAILED"), "\(end)")
      let bytes = Data(value.utf8)
      for name in ["first", "second"] {
        #expect(FileManager.default.contents(atPath: scene.path(name)) == bytes, "\(name)")
      }
      #expect(FileManager.default.contents(atPath: scene.path("page.out")) == Data("<\(value)>".utf8))
      let outcomes = try scene.run().outcomes()
      #expect(outcomes["print"] == "passed" && outcomes["differ"] == "failed")
      #expect(try scene.run().journal().contains { $0.outputs["v"].map { Data($0.utf8) } == bytes })
      try await Self.harmless(scene, end)
    }
  }

  /// What a person sees holds no control character but line feeds, and jq reads the journal.
  static func harmless(_ scene: Scene, _ end: Ended) async throws {
    var shown = ["screen": end.all]
    for arguments in [["runs"], ["watch"], ["report"], ["report", "--format", "html"]] {
      shown[arguments.joined(separator: " ")] = try await scene.start(arguments).end().all
    }
    for (name, text) in shown {
      let bad = text.unicodeScalars.filter { $0 != "\n" && $0.properties.generalCategory == .control }
      #expect(bad.isEmpty, "\(name) shows \(bad.map { String($0.value, radix: 16) })")
    }
    let journal = try scene.run().folder + "/journal.jsonl"
    let jq = try await scene.shell("jq -e .entry '\(journal)' | wc -l").end()
    #expect(jq.out == "\(try scene.run().journal().count)\n", "\(jq)")
  }

  /// What the kernel takes of one argument, and what an environment takes, are not the same.
  @Test(.timeLimit(.minutes(1)), arguments: [(128_000, 0), (128_001, 2), (131_060, 2)])
  func `a value has a limit that is told`(size: Int, exit: Int32) async throws {
    try await Scene.play { scene in
      let end = try await scene.drill(
        "verify:\n  - { id: see, run: 'test ${#v} = \(size) && env >/dev/null', expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }",
        head: "inputs: { v: }", "--input", "v=" + String(repeating: "x", count: size))
      #expect(end.exit == exit, "\(end)")
      if exit == 2 {
        #expect(end.err.contains("\(size) bytes, and 128000 is the most"), "\(end)")
        #expect(scene.runNames.isEmpty)
      }
    }
  }

  /// Twenty large values together are more than the kernel gives to a program; the shell says so, and the step fails.
  @Test(.timeLimit(.minutes(1)))
  func `values that are too large together fail their step in words`() async throws {
    try await Scene.play { scene in
      let names = (1...20).map { "v\($0)" }
      let end = try await scene.drill(
        """
        install:
          - id: make
            outputs: [v]
            run: printf 'v=%0120000d\\n' 0 >>"$HALFHOUR_OUTPUT"
        verify:
          - id: see
            with: { \(names.map { "\($0): \"{{ steps.make.v }}\"" }.joined(separator: ", ")) }
            run: /bin/true
            expect: { exit: 0 }
            seen_red: { skip: tried elsewhere }
        """)
      #expect(end.exit == 1 && end.out.contains("shop.see  FAILED"), "\(end)")
      let log = String(decoding: try scene.run().log("shop.see.1"), as: UTF8.self)
      #expect(log.contains("too long"), "\(log)")
    }
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      #""$0" drill shop.yaml --input v="$(printf 'a\377b')""#, #""$0" drill "$(printf 'shop\377.yaml')""#,
      #""$0" plan shop.yaml --input v="$(printf '\300\200')""#, #""$0" stop last --reason "$(printf '\355\240\200')""#,
    ])
  func `an argument that is no text is refused, not mended`(command: String) async throws {
    try await Scene.play { scene in
      try scene.runbook("verify:\n  - { id: see, run: 'true', expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }", head: "inputs: { v: x }")
      let end = try await scene.shell(command).end()
      #expect(end.exit == 2 && end.err.contains("is not text in UTF-8"), "\(end)")
      #expect(scene.runNames.isEmpty)
    }
  }

  /// Bytes that are no text, in what a job leaves: refused as an output, kept as they are in a log.
  @Test(.timeLimit(.minutes(1)), arguments: ["\\377", "a\\300\\200b", "a\\000b", "\\355\\240\\200"])
  func `an output that is no text is refused, a log keeps its bytes`(bytes: String) async throws {
    try await Scene.play { scene in
      let end = try await scene.drill(
        """
        install:
          - { id: bad, on_failure: continue, outputs: [v], run: "printf 'v=x\(bytes.replacing("\\", with: "\\\\"))y\\\\n' >>$HALFHOUR_OUTPUT" }
          - { id: print, run: "printf 'x\(bytes.replacing("\\", with: "\\\\"))y\\\\n' | tee \(scene.folder)/copy" }
        verify:
          - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
        """)
      #expect(end.exit == 3, "\(end)")
      let message = try scene.run().messages(of: "bad").joined()
      #expect(message.contains("is not UTF-8 text") || message.contains("holds a NUL byte"), "\(message)")
      #expect(try scene.run().log("shop.print.1") == FileManager.default.contents(atPath: scene.path("copy")))
      try await Self.harmless(scene, end)
    }
  }

  /// Runbooks can't hold them: the check says where.
  @Test(.timeLimit(.minutes(1)), arguments: ["\\377", "\\000", "\\033", "\\303"])
  func `a runbook with bytes that are no text is refused with the place`(bytes: String) async throws {
    try await Scene.play { scene in
      let end = try await scene.shell(
        #"printf 'runbook: shop\nservice: shop\nverify:\n  - { id: see, run: "a\#(bytes)b", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }\n' >shop.yaml; "$0" check shop.yaml"#
      ).end()
      #expect(end.exit == 2 && end.err.contains("shop.yaml:4:"), "\(end)")
      #expect(!end.all.contains("\u{1B}"))
    }
  }
}
