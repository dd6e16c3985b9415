import Foundation
import Testing

/// Values of every shape arrive as they are; none becomes code.
struct ValueTests {
  static let nasty: [String] = [
    #"it's "quoted" \ and \n"#,
    "two\nlines\n\nand a gap",
    "$(touch pwned) `touch pwned` ${HOME} $0",
    "-n --help -rf",
    "<a href='x'>&amp; & </a>",
    "{{ inputs.v }} {{v}} {{{v}}} {{#v}}",
    "; touch pwned #\u{1F6A8} naïve",
    "trailing blank ",
    "ends with a backslash \\",
    "name=value\nother<<END\nEND",
    "*\t?[a] ~ !",
    "'; touch pwned; '",
    // A mark joins the quote or the sign before it into one character; a shell still sees that quote or sign.
    "'\u{301}; touch pwned; #",
    "=\u{301}/\u{301}\n\u{301}$\u{301}(touch pwned)",
  ]

  /// From the command line into a script, out as an output, through `with` into a second script, a template and a check.
  private static let phases = #"""
    install:
      - id: first
        outputs: [v]
        run: |
          printf '%s' "$v" >"$place/first"
          { printf 'v<<END-OF-IT\n'; printf '%s\n' "$v"; printf 'END-OF-IT\n'; } >>"$HALFHOUR_OUTPUT"
      - id: second
        with: { again: "{{ steps.first.v }}", around: "a {{ steps.first.v }} b" }
        outputs: [w]
        run: |
          printf '%s' "$again" >"$place/second"
          printf '%s' "$around" >"$place/third"
          { printf 'w<<END-OF-IT\n'; printf '%s\n' "$again"; printf 'END-OF-IT\n'; } >>"$HALFHOUR_OUTPUT"
      - id: page
        with: { again: "{{ steps.second.w }}" }
        template: { from: page, to: "{{ inputs.place }}/page.out" }
    verify:
      - id: printed
        with: { again: "{{ steps.second.w }}" }
        run: printf '%s\n' "$again"
        expect: { contains: "{{ steps.second.w }}", equals: "{{ inputs.v }}" }
        seen_red: { skip: tried elsewhere }
    """#

  @Test(.timeLimit(.minutes(1)), arguments: nasty)
  func `a value goes through scripts, outputs and templates unchanged`(value: String) async throws {
    try await Scene.play { scene in
      try scene.write("page", "<{{again}}>\n")
      let end = try await scene.drill(
        Self.phases, head: "inputs: { v: , place: }", "--input", "v=\(value)", "--input", "place=\(scene.folder)")
      #expect(end.exit == 0, "\(end)")
      for name in ["first", "second"] { #expect(try scene.read(name) == value) }
      #expect(try scene.read("third") == "a \(value) b")
      #expect(try scene.read("page.out") == "<\(value)>\n")
      #expect(try scene.run().journal().filter { $0.step == "second" }.last?.outputs == ["w": value])
      #expect(!Self.isPwned(scene), "a value became code")
      let report = try await scene.halfhour("report", "--format", "html")
      #expect(report.exit == 0 && !report.out.contains("<a href='x'>"))
    }
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "-rf", "two\nlines", "$(touch pwned)", "`touch pwned`", "a 'b' \"c\"", "&<>", "{{v}}", "ü ", "*", "\u{301}x",
    ])
  func `a file of any name is copied`(name: String) async throws {
    try await Scene.play { scene in
      try scene.write("from/\(name)", "content of \(name)\n")
      let end = try await scene.drill(
        """
        restore:
          - { id: bring, copy: { from: "from/{{ inputs.name }}", to: "{{ inputs.place }}/to-{{ inputs.name }}" } }
          - { id: tree, copy: { from: from, to: "{{ inputs.place }}/tree {{ inputs.name }}" } }
        verify:
          - { id: there, run: 'cat "$place/to-$name"', expect: { contains: "content of {{ inputs.name }}" }, seen_red: { skip: tried elsewhere } }
        """, head: "inputs: { name: , place: }", "--input", "name=\(name)", "--input", "place=\(scene.folder)")
      #expect(end.exit == 0, "\(end)")
      #expect(try scene.read("to-\(name)") == "content of \(name)\n")
      #expect(try scene.read("tree \(name)/\(name)") == "content of \(name)\n")
      #expect(!Self.isPwned(scene), "a name became code")
    }
  }

  /// Anywhere that a job could have made it.
  private static func isPwned(_ scene: Scene) -> Bool {
    let names = FileManager.default.enumerator(atPath: scene.folder)?.compactMap { $0 as? String } ?? []
    return names.contains { $0.hasSuffix("pwned") }
  }

  @Test(.timeLimit(.minutes(1)))
  func `what a script prints can't command the report or forge an output`() async throws {
    try await Scene.play { scene in
      let end = try await scene.drill(
        #"""
        verify:
          - id: talk
            name: A <script>alert(1)</script> & "name"
            run: |
              printf 'undeclared=1\nok=<b>&</b>\n' >>"$HALFHOUR_OUTPUT"
              printf '\033[2J\033]0;title\007 <i>red</i>\n'; exit 3
            outputs: [ok]
        """#)
      #expect(end.exit == 1, "\(end)")
      #expect(!end.all.contains("\u{1B}"))
      let html = try await scene.halfhour("report", "--format", "html")
      #expect(!html.out.contains("<script>alert") && html.out.contains("&lt;script&gt;alert"))
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a value that no environment can hold is refused before the step starts`() async throws {
    try await Scene.play { scene in
      let end = try await scene.drill(
        """
        install:
          - { id: make, run: printf %070000d 0 | sed 's/^/long=/' >>"$HALFHOUR_OUTPUT", outputs: [long] }
          - id: take
            with: { long: "{{ steps.make.long }}{{ steps.make.long }}" }
            run: touch \(scene.folder)/started
        verify:
          - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
        """)
      #expect(end.exit == 1, "\(end)")
      #expect(end.out.contains("140000 bytes; 128000 are allowed: put it in a file"), "\(end)")
      #expect(!scene.exists("started"))
    }
  }
}
