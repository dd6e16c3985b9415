import Foundation
import Testing

/// A run's questions, answered by keys on real terminals.
@Suite struct TerminalAnswerTests {
  private static let site = """
    site: Test site
    target: { rto: 5m }
    services:
      shop: { tier: critical }
    people:
      ruth: { roles: [sales], contact: "ext. 204" }
      matthew: { roles: [operator] }
    """

  private static let check = """
    verify:
      - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: no data } }
    """

  private static let approval = """
    \(check)
    accept:
      - { id: owner, approve: { by: sales, question: "Can you see the shop?" } }
    """

  private static func write(_ scene: Scene, _ steps: String) throws {
    try scene.write("site.yaml", site)
    try scene.write("shop.yaml", "runbook: shop\nservice: shop\n\(steps)\n")
  }

  private static func answers(_ scene: Scene) throws -> [JournalLine] {
    try scene.run().journal().filter { $0.entry == "prompt-answered" }
  }

  /// A question is looked at before it is answered; keys in its first half second are not taken.
  private static func ask(_ text: String, on terminal: TestTerminal) async throws {
    try await terminal.until(text)
    try await Task.sleep(for: .seconds(1))
  }

  /// A drill on a terminal, from the question that shows this text on.
  private static func drill(
    _ scene: Scene, asking text: String, environment: [String: String] = [:],
    _ body: (TestTerminal) async throws -> Void
  ) async throws {
    try await TestTerminal.open(scene, columns: 80, rows: 24, environment: environment) { terminal in
      try await terminal.enter("halfhour drill shop.yaml; echo ended with $?")
      try await ask(text, on: terminal)
      try await body(terminal)
    }
  }

  private static func editor(_ scene: Scene, before: String = "") -> [String: String] {
    ["EDITOR": before + scene.path("mend"), "VISUAL": ""]
  }

  @Test(.timeLimit(.minutes(2)))
  func `somebody says who they are and approves, after keys that say nothing`() async throws {
    try await Scene.play { scene in
      try Self.write(scene, Self.approval)
      try await Self.drill(scene, asking: "Can you see the shop?") { terminal in
        try await terminal.press("Enter", "Up", "Down", "Escape", "Enter", "F1", "z")
        try await terminal.type("yes please")
        // What comes within one look at the keyboard is text.
        try await Task.sleep(for: .seconds(1))
        try await terminal.press("n")
        try await terminal.until("Who are you")
        try await terminal.press("1")
        try await terminal.until("Why is it refused?")
        try await terminal.press("Enter", "Enter")
        try await Task.sleep(for: .seconds(1))
        #expect(try await terminal.screen().contains("Why is it refused?"))
        try await terminal.press("Escape")
        try await terminal.until("y approve")
        #expect(try Self.answers(scene).isEmpty)
        try await terminal.press("y")
        try await terminal.until("Who are you")
        try await terminal.press("1")
        try await terminal.until("ended with 0")
      }
      let answer = try #require(try Self.answers(scene).first)
      let by = answer.fields["by"] as? [String: Any]
      #expect(answer.fields["choice"] as? String == "approve")
      #expect(by?["attested"] as? String == "ruth" && by?["attestation"] as? String == "typed")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `what is done by hand reports a number, and not a word in its place`() async throws {
    try await Scene.play { scene in
      try Self.write(
        scene,
        """
        install:
          - { id: fill, manual: { do: "Fill the generator.", fields: { litres: number } } }
        \(Self.check)
        """)
      try await Self.drill(scene, asking: "Fill the generator.") { terminal in
        try await terminal.press("d")
        try await terminal.until("litres, a number")
        try await terminal.enter("twelve")
        try await terminal.until("is no number")
        try await terminal.press("C-u")
        try await terminal.enter("12")
        try await terminal.until("ended with 0")
      }
      let fields = try #require(try Self.answers(scene).first?.fields["fields"] as? [[String: String]])
      #expect(fields == [["name": "litres", "value": "12"]])
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a field that holds a secret is refused, and nothing of it is recorded`() async throws {
    try await Scene.play { scene in
      try scene.write("pw", "tremendous")
      try Self.write(
        scene,
        """
        secrets: { pw: { file: pw } }
        install:
          - { id: fill, manual: { do: "Fill the generator.", fields: { how: text } } }
        \(Self.check)
        """)
      try await Self.drill(scene, asking: "Fill the generator.") { terminal in
        try await terminal.press("d")
        try await terminal.until("how")
        try await terminal.enter("with tremendous")
        try await terminal.until("how holds a secret of the run")
        #expect(try Self.answers(scene).isEmpty)
        try await terminal.press("d")
        try await Task.sleep(for: .seconds(1))
        try await terminal.enter("by hand")
        try await terminal.until("ended with 0")
      }
      #expect(!(try scene.run().journalText.contains("secret pw")))
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `an editor opens on the step that failed, and the run goes on with its text`() async throws {
    try await Scene.play { scene in
      try Self.write(
        scene,
        """
        install:
          - { id: other, needs: [], run: "sleep 2; echo x >>\(scene.folder)/other" }
          - id: load
            needs: []
            run: |
              exit 3
            on_failure: ask
        \(Self.check)
        """)
      try scene.write("mend", "#!/bin/sh\nsleep 3\nsed -i 's/exit 3/true/' \"$1\"\n", executable: true)
      try await Self.drill(scene, asking: "e edit the step", environment: Self.editor(scene)) { terminal in
        try await terminal.press("e")
        try await scene.until("other steps go on while the editor is open") { scene.lines("other") == ["x"] }
        try await terminal.until("Why is it changed?")
        try await terminal.enter("a slip")
        try await terminal.until("ended with 3")
      }
      #expect(try scene.run().outcomes()["load"] == "passed")
      #expect(try Self.answers(scene).first?.fields["reason"] as? String == "a slip")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `an editor that halts itself and its whole group halts no run, and goes on`() async throws {
    try await Scene.play { scene in
      try Self.write(
        scene,
        """
        install:
          - { id: other, needs: [], run: "sleep 4; : >\(scene.folder)/other" }
          - { id: load, needs: [], run: "exit 3", on_failure: ask }
        \(Self.check)
        """)
      try scene.write(
        "mend",
        """
        #!/bin/sh
        kill -s TSTP 0
        tty <&1 >/dev/null && stty -a <&1 >/dev/null || exit 1
        while ! test -e \(scene.folder)/other; do sleep 0.1; done
        sed -i 's/exit 3/true/' "$1"

        """, executable: true)
      try await Self.drill(scene, asking: "e edit the step", environment: Self.editor(scene)) { terminal in
        try await terminal.press("e")
        try await terminal.until("Why is it changed?")
        try await terminal.enter("a slip")
        try await terminal.until("ended with 3")
      }
      #expect(try scene.run().outcomes()["load"] == "passed")
    }
  }

  @Test(.timeLimit(.minutes(2)), arguments: ["", "X=1 "])
  func `Ctrl-C in an editor on a command's own terminal interrupts the editor and not the command`(
    before: String
  ) async throws {
    try await Scene.play { scene in
      try Self.write(
        scene,
        """
        install:
          - { id: load, run: "exit 3", on_failure: ask }
        \(Self.check)
        """)
      #expect(try await scene.halfhour("drill", "shop.yaml").exit == 6)
      try scene.write(
        "mend",
        """
        #!/bin/sh
        trap 'sed -i "s/exit 3/true/" "$1"; exit 0' INT
        : >\(scene.folder)/open
        while :; do sleep 0.1; done

        """, executable: true)
      let environment = Self.editor(scene, before: before)
      try await TestTerminal.open(scene, columns: 80, rows: 24, environment: environment) { terminal in
        try await terminal.enter("halfhour answer last load --edit --reason 'a slip'; echo ended with $?")
        try await scene.until("the editor is open") { scene.exists("open") }
        try await terminal.press("C-c")
        try await terminal.until("ended with 0")
      }
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `who watches on another terminal answers there`() async throws {
    try await Scene.play { scene in
      try Self.write(scene, Self.approval)
      try await Self.drill(scene, asking: "Can you see the shop?") { terminal in
        try await TestTerminal.open(scene, columns: 80, rows: 24) { other in
          try await other.enter("halfhour watch last --as ruth")
          try await Self.ask("Can you see the shop?", on: other)
          try await other.press("y")
          try await terminal.until("ended with 0")
        }
      }
      let by = try Self.answers(scene).first?.fields["by"] as? [String: Any]
      #expect(by?["attested"] as? String == "ruth" && by?["attestation"] as? String == "option")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a terminal that is closed while it asks leaves a run that takes answers from elsewhere`() async throws {
    try await Scene.play { scene in
      try Self.write(scene, Self.approval)
      try await Self.drill(scene, asking: "Can you see the shop?") { terminal in
        try await terminal.press("n")
        try await terminal.until("Who are you")
      }
      #expect(try Self.answers(scene).isEmpty)
      let answered = try await scene.halfhour("answer", "last", "owner", "--approve", "--as", "ruth")
      #expect(answered.exit == 0, "\(answered)")
      try await scene.until("the run is over") {
        try scene.run().journal().contains { $0.entry == "run-finished" }
      }
      #expect(try Self.answers(scene).count == 1)
      let opened = try scene.run().journal().first { $0.entry == "session-opened" }
      let process = try #require(opened?.fields["process"] as? Int)
      try await scene.until("the process has ended") {
        FileManager.default.contents(atPath: "/proc/\(process)/cmdline")?.isEmpty ?? true
      }
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `Ctrl-C asks in the middle of a line, and the line is still there after it`() async throws {
    try await Scene.play { scene in
      try Self.write(scene, Self.approval)
      try await Self.drill(scene, asking: "Can you see the shop?") { terminal in
        try await terminal.press("s")
        try await terminal.until("Why is it skipped?")
        try await terminal.type("she is on")
        try await terminal.until("> she is on")
        try await terminal.press("C-c")
        try await terminal.until("STOP THE RUN?")
        #expect(!(try await terminal.screen().contains("> she is on")))
        try await terminal.press("c")
        try await terminal.until("> she is on")
        try await terminal.enter(" holiday")
        try await terminal.until("ended with 3")
      }
      #expect(try Self.answers(scene).first?.fields["reason"] as? String == "she is on holiday")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `when it went down is said on the screen of an incident that began without it`() async throws {
    try await Scene.play { scene in
      try Self.write(scene, Self.approval)
      try await TestTerminal.open(scene, columns: 80, rows: 24) { terminal in
        try await terminal.enter("halfhour recover shop.yaml --yes; echo ended with $?")
        try await Self.ask("WHEN DID IT GO DOWN? Press t", on: terminal)
        try await terminal.press("t")
        try await terminal.until("or unknown")
        try await terminal.enter("2099-01-01T00:00:00Z")
        try await terminal.until("in the future")
        try await terminal.press("C-u")
        try await terminal.enter("unknown")
        try await Self.ask("y approve", on: terminal)
        #expect(!(try await terminal.screen().contains("WHEN DID IT GO DOWN?")))
        try await terminal.press("y")
        try await terminal.until("Who are you")
        try await terminal.press("1")
        let last = try await terminal.until("ended with 3")
        #expect(!last.contains("NOT VERIFIED") && !last.contains("not verified"), "\(last)")
      }
      let stamps = try scene.run().journal().filter { $0.entry == "clock-stamped" }
      #expect(stamps.count == 1 && stamps.first?.fields["clock"] as? String == "disruption")
      #expect(stamps.first?.fields["time"] == nil)
    }
  }
}
