import Foundation
import Testing

/// Probes that begin at a host, on which nothing is installed for them.
@Suite(.inLab) struct HostProbeTests {
  @Test(.timeLimit(.minutes(2)))
  func `a server that only its host can reach is asked through the host`() async throws {
    try await HostScene.play(["web"]) { scene, lab in
      try await Self.serve(on: "web", lab) {
        let ends = try await scene.probe(
          [
            ("http", "on: web\nhttp: { url: \"http://127.0.0.1:8099/hello\" }\nexpect: { contains: greetings }"),
            ("named", "on: web\nhttp: { url: \"http://localhost:8099/hello\" }\nexpect: { contains: greetings }"),
            (
              "by-address",
              "on: web\nhttp: { url: \"http://shop.example/hello\", connect_to: \"127.0.0.1:8099\" }\n"
                + "expect: { contains: greetings }"
            ),
            ("tcp", "on: web\ntcp: { host: 127.0.0.1, port: 8099 }"),
            ("talk", "on: web\ntcp: { host: 127.0.0.1, port: 8099, send: \"GET /hello HTTP/1.0\\r\\n\\r\\n\" }\n"
              + "expect: { contains: greetings }"),
            ("here", "http: { url: \"http://127.0.0.1:8099/hello\" }"),
            ("refused", "on: web\ntcp: { host: 127.0.0.1, port: 9 }"),
            ("unknown", "on: web\ntcp: { host: no-such.invalid, port: 80 }"),
          ], timeout: "40s")
        for id in ["http", "named", "by-address", "tcp", "talk"] {
          #expect(ends[id]?.finding == "held", "\(id): \(String(describing: ends[id]))")
        }
        #expect(ends["here"]?.message.contains("connection to 127.0.0.1:8099 refused") == true)
        let refused = try #require(ends["refused"])
        #expect(refused.finding == "failed" && refused.message.contains("to 127.0.0.1:9 refused"), "\(refused)")
        #expect(refused.message.contains("from web"), "\(refused)")
        let unknown = try #require(ends["unknown"])
        #expect(unknown.finding == "inconclusive" && unknown.message.contains("does not know the host"), "\(unknown)")
      }
      #expect(try await lab.remains(on: "web") == [])
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a host whose sshd forwards nothing gives no verdict`() async throws {
    try await HostScene.play(["web"]) { scene, lab in
      try await lab.setSSHD("web", "AllowTcpForwarding no")
      let ends = try await scene.probe([("tcp", "on: web\ntcp: { host: 127.0.0.1, port: 22 }")], timeout: "40s")
      let end = try #require(ends["tcp"])
      #expect(end.finding == "inconclusive" && end.message.contains("must allow TCP forwarding"), "\(end)")
    }
  }

  /// A web server on a host's own loopback as long as the body runs.
  private static func serve(on host: String, _ lab: Lab, _ body: () async throws -> Void) async throws {
    let program = try lab.start(
      [
        "exec", host, "--", "sh", "-c",
        "mkdir -p /srv/www && echo greetings >/srv/www/hello && cd /srv/www && echo $$ >/run/www.pid && exec python3 -m http.server -b 127.0.0.1 8099",
      ])
    var thrown: (any Error)?
    do {
      try await lab.shell(
        host, "for i in $(seq 200); do python3 -c 'import socket; socket.create_connection((\"127.0.0.1\", 8099))' && exit; sleep 0.1; done; exit 1")
      try await body()
    } catch {
      thrown = error
    }
    try await lab.shell(host, "kill $(cat /run/www.pid)")
    _ = try await program.end()
    if let thrown { throw thrown }
  }
}
