import Foundation
import Glibc
import Testing

/// A PDF comes from a program that somebody else wrote, which may do anything.
struct PDFTests {
  /// A browser of our own making; `act` sees the file to write as `$pdf`.
  private static func browser(_ scene: Scene, _ act: String, name: String = "chromium") throws -> [String: String] {
    let script = """
      #!/bin/sh
      [ "$1" = --version ] && { echo "Chromium 1.2.3.4 of nobody"; exit; }
      for word; do case $word in --print-to-pdf=*) pdf=${word#*=} ;; *) page=$word ;; esac; done
      env > "\(scene.path("env"))"; printf '%s\\n' "$@" > "\(scene.path("words"))"; cp "${page#file://}" "\(scene.path("page"))"
      \(act)
      """
    try scene.write("bin/\(name)", script, executable: true)
    linkTools(scene)
    return ["PATH": "\(scene.path("bin")):/nowhere", "SECRET_TOKEN": "4711"]
  }

  /// What the script itself needs, without any browser of this machine.
  private static func linkTools(_ scene: Scene) {
    for tool in ["env", "cp", "sleep"] {
      for folder in ["/bin", "/usr/bin"] where access("\(folder)/\(tool)", X_OK) == 0 {
        symlink("\(folder)/\(tool)", scene.path("bin/\(tool)"))
      }
    }
  }

  /// Folders of ours that a browser would have worked in.
  private static var scratch: Set<String> {
    Set(
      ((try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? []).filter { $0.hasPrefix("halfhour-scratch") }
    )
  }

  @Test func `a PDF is made of our page by a program that is found and named`() async throws {
    try await Scene.play { scene in
      try await FormatTests.drilled(scene)
      let environment = try Self.browser(scene, #"printf '%%PDF-1.7 made' > "$pdf""#)
      let end = try await scene.halfhour("report", "last", "--output", "r.pdf", environment: environment)
      #expect(end.exit == 0 && end.out == "r.pdf\n", "\(end)")
      #expect(end.err == "PDF by Chromium 1.2.3.4\n")
      #expect(try scene.read("r.pdf") == "%PDF-1.7 made")
      let page = try await scene.halfhour("report", "--format", "html").out
      #expect(
        try scene.read("page") == page.replacing("</style>", with: "@page { size: A4; }\n</style>", maxReplacements: 1))
      #expect(try !scene.read("env").contains("4711"))
      #expect(scene.lines("words").contains("--no-sandbox") == (geteuid() == 0))
      let home = try #require(scene.lines("env").first { $0.hasPrefix("HOME=") }?.dropFirst(5))
      #expect(!FileManager.default.fileExists(atPath: String(home)))
    }
  }

  @Test(
    arguments: [
      ("exit 0", "wrote no file"), (": > \"$pdf\"", "wrote something else than a PDF"),
      ("echo '<html>' > \"$pdf\"", "wrote something else than a PDF"),
      ("echo 'no display' >&2; exit 5", "ended with status 5: no display"), ("kill -9 $$", "was ended by signal 9"),
    ])
  func `a program that makes none is told of, and nothing is written`(act: String, words: String) async throws {
    try await Scene.play { scene in
      try await FormatTests.drilled(scene)
      try scene.write("r.pdf", "what was there")
      let end = try await scene.halfhour(
        "report", "last", "--output", "r.pdf", environment: try Self.browser(scene, act))
      #expect(end.exit == 1 && end.out == "", "\(end)")
      #expect(end.err.contains("no PDF was made: Chromium 1.2.3.4: \(words)"), "\(end)")
      #expect(try scene.read("r.pdf") == "what was there")
    }
  }

  @Test func `without such a program it is said what to install, and what to do without`() async throws {
    try await Scene.play { scene in
      try await FormatTests.drilled(scene)
      let end = try await scene.halfhour(
        "report", "last", "--output", "r.pdf", environment: ["PATH": scene.path("bin")])
      #expect(end.exit == 1)
      #expect(end.err.contains("apt-get install chromium"))
      #expect(end.err.contains("--format html"))
    }
  }

  @Test func `where the first program fails, the next one is tried`() async throws {
    try await Scene.play { scene in
      try await FormatTests.drilled(scene)
      _ = try Self.browser(scene, "exit 1")
      let environment = try Self.browser(scene, #"printf '%%PDF-' > "$pdf""#, name: "google-chrome")
      #expect(try await scene.halfhour("report", "last", "--output", "r.pdf", environment: environment).exit == 0)
    }
  }

  @Test func `Ctrl-C ends the program with all that it started, and leaves nothing`() async throws {
    try await Scene.play { scene in
      try await FormatTests.drilled(scene)
      let environment = try Self.browser(
        scene, "sleep 300 & echo $! > '\(scene.path("child"))'; echo $$ > '\(scene.path("pid"))'; wait")
      let program = try scene.start(["report", "last", "--output", "r.pdf"], environment: environment)
      try await scene.until("the program runs") { scene.exists("pid") && !scene.lines("pid").isEmpty }
      let home = try #require(scene.lines("env").first { $0.hasPrefix("HOME=") }?.dropFirst(5))
      program.send(SIGINT)
      #expect(try await program.end().exit == 130)
      #expect(!FileManager.default.fileExists(atPath: String(home)))
      for name in ["pid", "child"] {
        let pid = try #require(pid_t(scene.lines(name).first ?? ""))
        try await scene.until("\(name) is gone") { Processes.arguments(pid).isEmpty }
      }
      #expect(!scene.exists("r.pdf"))
    }
  }
}
