import Foundation
import Testing

/// What a run makes of a question to a name server.
struct DNSStepTests {
  private static let serve = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../NameServers/nasty").standardizedFileURL.path

  @Test(.timeLimit(.minutes(1)))
  func `answers, and why there are none, are told`() async throws {
    try await Scene.play { scene in
      // Until it is killed it reads from a pipe that nobody writes to.
      let server = try scene.shell("mkfifo hold; exec \(Self.serve) <>hold >port")
      defer { server.send(SIGKILL) }
      try await scene.until("the name server listens") { !scene.lines("port").isEmpty }
      let port = try #require(scene.lines("port").first)
      let end = try await scene.drill(
        """
        verify:
          - id: good
            dns: { name: good.test, servers: "127.0.0.1:\(port)", ttl_at_most: 5m }
            expect: { equals: "127.0.0.1" }
          - id: high
            dns: { name: good.test, servers: "127.0.0.1:\(port)", ttl_at_most: 30s }
            on_failure: continue
          - id: broken
            dns: { name: servfail.test, servers: "127.0.0.1:\(port)" }
            on_failure: continue
          - id: silent
            dns: { name: silent.test, servers: "127.0.0.1:\(port)" }
            timeout: 500ms
            on_failure: continue
        """)
      server.send(SIGKILL)
      _ = try await server.end()
      #expect(end.exit == 1, "\(end)")
      let run = try scene.run()
      #expect(try run.outcomes()["good"] == "passed")
      #expect(try run.messages(of: "high").first?.contains("may be kept for 60 s, at most 30 s are allowed") == true)
      #expect(try run.messages(of: "broken").first?.contains("SERVFAIL") == true)
      #expect(try run.messages(of: "silent").first?.contains("did not answer in time") == true)
    }
  }
}
