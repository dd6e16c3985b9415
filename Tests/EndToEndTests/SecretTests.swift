import Foundation
import Glibc
import Testing

/// A secret stands nowhere but where a step wants it.
struct SecretTests {
  static let word = "Gr0und'hog \"42\"/+ x"
  static var base64: String { Data(word.utf8).base64EncodedString() }

  private static let head = """
    secrets:
      filed: { file: secrets/filed }
      given: { env: MY_GIVEN }
      asked: { command: [cat, secrets/asked] }
    """

  private static func phases(_ scene: Scene) -> String {
    #"""
    install:
      - id: use
        with: { a: "{{ secrets.filed }}", b: "{{ secrets.given }}", c: "{{ secrets.asked }}", place: "\#(scene.folder)" }
        run: |
          printf '%s|%s|%s' "$a" "$b" "$c" >"$place/arrived"
          echo "the secret is $a, again $b, and $c"
          printf '%s' "$a" | base64
          printf '%s' "$a" | cut -c1-5 | tr -d '\n'; sleep 0.05; printf '%s\n' "$a" | cut -c6-
          sleep 0.3
      - id: render
        with: { a: "{{ secrets.filed }}" }
        template: { from: conf, to: conf.out }
    verify:
      - id: fail
        with: { a: "{{ secrets.filed }}" }
        run: echo "login as $a refused" >&2; echo "$a"
        expect: { equals: "not {{ secrets.filed }}" }
        seen_red: { skip: tried elsewhere }
    """#
  }

  private static func set(_ scene: Scene) throws {
    try scene.write("secrets/filed", word + "\n")
    try scene.write("secrets/asked", word + "-asked\n")
    try scene.write("conf", "password={{a}}\n")
  }

  @Test(.timeLimit(.minutes(1)))
  func `a secret stands in no journal, log, report, output, argument or folder`() async throws {
    try await Scene.play { scene in
      try Self.set(scene)
      let program = try scene.startDrill(
        Self.phases(scene), head: Self.head, environment: ["MY_GIVEN": Self.word + "-given"])
      var seen: [String] = []
      let end = try await Self.sample(program) { if $0.contains(Self.word) { seen.append($0) } }
      #expect(end.exit == 1, "\(end)")
      #expect(seen.isEmpty, "in arguments: \(seen)")
      #expect(try scene.read("arrived") == "\(Self.word)|\(Self.word)-given|\(Self.word)-asked")
      #expect(scene.exists("conf.out"), "\(end)")
      #expect(try scene.read("conf.out") == "password=\(Self.word)\n")
      #expect(Self.permissions(scene.path("conf.out")) == 0o600)
      let logged = String(decoding: try scene.run().log("shop.use.1"), as: UTF8.self)
      #expect(logged.contains("the secret is"))
      var shown = ["drill": end.all]
      for format in ["markdown", "html", "json"] {
        shown[format] = try await scene.halfhour("report", "--format", format).all
      }
      shown["logs"] = try await scene.halfhour("logs", "last", "shop.use").all
      shown["runs"] = try await scene.halfhour("runs", "--format", "json").all
      shown["watch"] = try await scene.halfhour("watch").all
      for (name, text) in shown { Self.expectNone(in: Data(text.utf8), name) }
      for path in Self.files(below: scene.state) + Self.files(below: scene.runtime) {
        Self.expectNone(in: FileManager.default.contents(atPath: path) ?? Data(), path)
      }
    }
  }

  /// Looks at the arguments of all processes until the program ends.
  private static func sample(_ program: Program, _ look: (String) -> Void) async throws -> Ended {
    let deadline = ContinuousClock.now + .seconds(20)
    while !program.isOver {
      guard ContinuousClock.now < deadline else { break }
      for pid in Processes.all { look(String(decoding: Processes.arguments(pid), as: UTF8.self)) }
      try await Task.sleep(for: .milliseconds(2))
    }
    return try await program.end()
  }

  private static func expectNone(in data: Data, _ place: String) {
    for form in [word, base64, String(base64.prefix(20)), word.replacing("\"", with: "\\\"")] {
      #expect(data.range(of: Data(form.utf8)) == nil, "a secret stands in \(place)")
    }
  }

  private static func files(below folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).map { folder + "/" + $0 }
  }

  private static func permissions(_ path: String) -> mode_t {
    var status = Glibc.stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test(.timeLimit(.minutes(1)))
  func `a secret stays hidden when halfhour is killed while a job prints it`() async throws {
    try await Scene.play { scene in
      try Self.set(scene)
      let program = try scene.startDrill(
        #"""
        verify:
          - id: talk
            with: { a: "{{ secrets.filed }}", place: "\#(scene.folder)" }
            run: |
              echo "begin $a"; echo x >"$place/begun"
              printf '%s' "$a" | cut -c1-7 | tr -d '\n'; sleep 0.5; printf '%s\n' "$a" | cut -c8-
              echo "end $a"
            expect: { exit: 0 }
            seen_red: { skip: tried elsewhere }
        """#, head: Self.head)
      try await scene.until("the job prints") { scene.exists("begun") }
      try await program.murder()
      let end = try await scene.halfhour("resume")
      #expect(end.exit == 0, "\(end)")
      let log = try scene.run().log("shop.talk.1")
      Self.expectNone(in: log, "the log")
      let text = String(decoding: log, as: UTF8.self)
      #expect(text.contains("begin ") && text.contains("end "))
      for path in Self.files(below: scene.runtime) {
        Self.expectNone(in: FileManager.default.contents(atPath: path) ?? Data(), path)
      }
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a secret in an output is refused`() async throws {
    try await Scene.play { scene in
      try Self.set(scene)
      let end = try await scene.drill(
        """
        verify:
          - { id: leak, with: { a: "{{ secrets.filed }}" }, run: 'echo "out=$a" >>"$HALFHOUR_OUTPUT"', outputs: [out] }
        """, head: Self.head)
      #expect(end.exit == 1, "\(end)")
      #expect(end.out.contains("out") && end.out.contains("secret"), "\(end)")
      Self.expectNone(in: Data(end.all.utf8), "the output")
      Self.expectNone(in: try scene.run().journalBytes(), "the journal")
    }
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("short", "fewer than 6 characters"), ("missing", "secrets/missing"), ("command", "false failed"),
      ("variable", "NOT_SET_HERE"),
    ])
  func `a secret that can't be used fails its step in words`(name: String, words: String) async throws {
    try await Scene.play { scene in
      try scene.write("secrets/short", "12345\n")
      let end = try await scene.drill(
        """
        verify:
          - { id: use, with: { a: "{{ secrets.\(name) }}" }, run: touch \(scene.folder)/started, expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
        """,
        head: """
          secrets:
            short: { file: secrets/short }
            missing: { file: secrets/missing }
            command: { command: ["false"] }
            variable: { env: NOT_SET_HERE }
          """)
      #expect(end.exit == 1, "\(end)")
      #expect(end.out.contains(words), "\(end)")
      #expect(!scene.exists("started"))
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `each line of a private key is hidden`() async throws {
    try await Scene.play { scene in
      try scene.write("secrets/key", "-----BEGIN KEY-----\nMIIabcdefgh1234\n  QRSTUVwxyz98\n-----END KEY-----\n")
      let end = try await scene.drill(
        #"""
        verify:
          - id: talk
            with: { key: "{{ secrets.key }}" }
            run: |
              echo "$key"; echo "$key" | sed -n 2p; echo "$key" | while read -r line; do echo "- $line"; done
              echo "$key" | base64 | tr -d '\n'; echo; false
            expect: { contains: nothing }
            seen_red: { skip: tried elsewhere }
        """#, head: "secrets: { key: { file: secrets/key } }")
      #expect(end.exit == 1, "\(end)")
      let log = String(decoding: try scene.run().log("shop.talk.1"), as: UTF8.self)
      for line in ["MIIabcdefgh1234", "QRSTUVwxyz98"] { #expect(!(log + end.all).contains(line), "\(log)") }
      #expect(log.contains("- [secret key]"), "\(log)")
    }
  }
}
