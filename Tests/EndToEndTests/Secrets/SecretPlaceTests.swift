import Foundation
import Glibc
import Testing

/// A secret that strays to where nobody meant it to be.
struct SecretPlaceTests {
  /// Long enough that a quote of it in a message must be cut.
  static let secret = "S3cr3t-" + (1...30).map { "word\($0)" }.joined(separator: "-") + "-end"

  private static let head = "secrets: { s: { file: secret }, c: { command: [cat, other] }, e: { env: MY_SECRET } }"
  private static let other = "An0ther 'secret' of a command"
  private static let third = "Th1rd-secret-of-the-environment"

  /// A copy takes no values besides those in its paths.
  private static let with = #"with: { s: "{{ secrets.s }}", c: "{{ secrets.c }}", e: "{{ secrets.e }}" }, "#

  private static func play(_ phases: String, exit: Int32, holds words: String) async throws {
    try await Scene.play { scene in
      try set(scene)
      let end = try await scene.drill(phases, head: head, environment: ["MY_SECRET": third])
      #expect(end.exit == exit, "\(end)")
      #expect(end.out.contains(words), "\(end)")
      try await SecretSearch(scene: scene, secrets: [secret, other, third]).expectNone(end)
    }
  }

  private static func set(_ scene: Scene) throws {
    try scene.write("secret", secret + "\n")
    try scene.write("other", other + "\n")
    try scene.write("page", "<{{s}}> {{missing}}\n")
    try scene.write("bad", "<{{s}}> {{#s}}\n")
  }

  private static let mismatches = [
    #"contains: "some words before {{ secrets.s }}""#, #"contains: "{{ secrets.s }}{{ secrets.s }}""#,
    #"equals: "{{ secrets.s }}""#, #"equals: "a\n{{ secrets.s }}\nb""#, #"matches: "^{{ secrets.s }} and [a-z]+$""#,
    #"matches: "many words that come before it, so that it stands at the cut of a quote: {{ secrets.s }}""#,
    #"json: { a: "{{ secrets.s }}" }"#, #"lines: "{{ secrets.s }}""#,
  ]

  @Test(.timeLimit(.minutes(1)), arguments: mismatches, ["echo other", #"echo "{\"a\": \"x $s\"}"; echo "$s" >&2"#])
  func `a comparison that fails shows no part of it`(expect: String, run: String) async throws {
    try await Self.play(
      """
      verify:
        - id: see
          with: { s: "{{ secrets.s }}" }
          run: '\(run)'
          expect: { \(expect) }
          seen_red: { skip: tried elsewhere }
      """, exit: 1, holds: "FAILED")
  }

  private static let failures: [(step: String, words: String)] = [
    (#"run: 'echo "out=$s" >>"$HALFHOUR_OUTPUT"', outputs: [out]"#, "secret"),
    (#"run: 'echo "out<<$s" >>"$HALFHOUR_OUTPUT"', outputs: [out]"#, "no such line closes it"),
    (#"run: 'echo "out=$(echo "$s" | base64 -w0)" >>"$HALFHOUR_OUTPUT"', outputs: [out]"#, "secret"),
    (#"run: 'cat "/no/$s"'"#, "exit 1"), (#"run: '"$s" --option'"#, "exit 127"),
    (#"run: 'set -x; test "$s" = 1'"#, "exit 1"), (#"run: 'exec "$s"'"#, "exit 127"),
    (#"run: 'printf "%s" "$s" >"$HALFHOUR_PROGRESS"; echo "$s" >name; exit 1'"#, "exit 1"),
    (#"run: 'cp /bin/sh "./x"; exec ./x -c "kill -9 \$\$" "$s"'"#, "137"),
    (#"template: { from: page, to: "out" }"#, "missing"), (#"template: { from: bad, to: "out" }"#, "bad"),
    (#"template: { from: site.yaml, to: "/no/{{ secrets.s }}/x" }"#, "/no/[secret s]/x"),
    (#"copy: { from: "{{ secrets.s }}", to: x }"#, "[secret s] can't be copied"),
    (#"copy: { from: site.yaml, to: "{{ secrets.s }}/x" }"#, "[secret s]"),
  ]

  @Test(.timeLimit(.minutes(1)), arguments: failures)
  func `a step that fails over it shows no part of it`(step: String, words: String) async throws {
    try await Self.play(
      """
      install:
        - { id: bad, \(step.hasPrefix("copy") ? "" : Self.with)\(step) }
      verify:
        - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
      """, exit: 1, holds: words)
  }

  /// A person may paste a secret into a reason, which is kept for years.
  @Test(.timeLimit(.minutes(1)))
  func `a reason that a person types is kept without it`() async throws {
    try await Scene.play { scene in
      try Self.set(scene)
      try scene.runbook(
        """
        install:
          - { id: bad, run: exit 1, with: { s: "{{ secrets.s }}" } }
          - { id: wait, run: "touch \(scene.folder)/waits; sleep 30" }
        verify:
          - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
        """, head: Self.head)
      let environment = ["MY_SECRET": Self.third]
      let first = try await scene.halfhour("recover", "shop.yaml", "--yes", environment: environment)
      #expect(first.exit == 6, "\(first)")
      let reason = "set by hand to \(Self.secret), \(Self.other) and \(Self.third)"
      let program = try scene.start(
        ["resume", "last", "--done", "bad", "--reason", reason], environment: environment)
      try await scene.until("the next step runs") { scene.exists("waits") }
      let stop = try await scene.halfhour("stop", "last", "--reason", "no more \(reason)", environment: environment)
      #expect(stop.exit == 0, "\(stop)")
      let end = try await program.end()
      #expect(end.exit == 4, "\(end)")
      let journal = String(decoding: try scene.run().journalBytes(), as: UTF8.self)
      for words in ["\"set by hand to", "\"no more set by hand to"] {
        #expect(journal.contains("\(words) [secret s], [secret c] and [secret e]"), "\(end)")
      }
      try await SecretSearch(scene: scene, secrets: [Self.secret, Self.other, Self.third]).expectNone(first, stop, end)
    }
  }

  /// Only the variable that the person gave himself may stand in the environment of halfhour.
  @Test(.timeLimit(.minutes(1)))
  func `arguments and environments of halfhour and its supervisor hold none`() async throws {
    try await Scene.play { scene in
      try Self.set(scene)
      let program = try scene.startDrill(
        """
        verify:
          - { id: see, with: { s: "{{ secrets.s }}", c: "{{ secrets.c }}" }, run: "touch \(scene.folder)/runs; : $$; sleep 1", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
        """, head: Self.head)
      try await scene.until("the job runs") { scene.exists("runs") }
      let search = SecretSearch(scene: scene, secrets: [Self.secret, Self.other])
      let name = try scene.run().name
      for pid in Processes.all { search.expectNone(in: Processes.arguments(pid), "arguments of \(pid)") }
      for pid in [program.pid] + Processes.ofRun(name).filter({ getsid($0) == $0 }) {
        search.expectNone(in: FileManager.default.contents(atPath: "/proc/\(pid)/environ") ?? Data(), "environment")
      }
      let end = try await program.end()
      #expect(end.exit == 0, "\(end)")
      try await search.expectNone(end)
    }
  }
}
