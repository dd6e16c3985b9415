import Foundation
import Testing

/// Requests to a real server that does what no server should.
struct HTTPProbeTests {
  private struct Case {
    var id: String
    var text: String
    var result: String
    var finding: String
    /// What the message must hold.
    var says: String

    init(_ id: String, _ text: String, _ result: String, _ finding: String, _ says: String = "") {
      (self.id, self.text, self.result, self.finding, self.says) = (id, text, result, finding, says)
    }
  }

  private func cases(_ http: String, _ port: Int) -> [Case] {
    func get(_ path: String, _ more: String = "") -> String { "http: { url: \"\(http)\(path)\"\(more) }" }
    let place = "127.0.0.1:\(port)"
    return [
      Case("good", get("/ok") + "\nexpect: { equals: all is well, headers: { x-kind: good } }", "succeeded", "held"),
      Case("json", get("/json") + "\nexpect: { json: { \"shops[0].id\": 17 } }", "succeeded", "held"),
      Case("missing", get("/nothing"), "failed", "failed", "status: expected 2xx, got 404"),
      Case("gone", get("/status/410") + "\nexpect: { status: [404, 410] }", "succeeded", "held"),
      Case("close", get("/close"), "failed", "failed", "\(place) closed the connection without an answer"),
      Case("reset", get("/reset"), "failed", "failed", "\(place) reset the connection without an answer"),
      Case("reset-body", get("/reset-body"), "failed", "failed", "reset the connection in the middle of its answer"),
      Case("short", get("/short"), "failed", "failed", "closed the connection in the middle of its answer"),
      Case("garbage", get("/garbage"), "failed", "failed", "is no HTTP that can be read"),
      Case("huge-header", get("/huge-header"), "failed", "failed", "a header that is too large"),
      Case("nul", get("/nul") + "\nexpect: { contains: \"before\\0after\" }", "succeeded", "held"),
      Case("flood", get("/flood") + "\nexpect: { contains: begins here }", "succeeded", "held"),
      Case(
        "flood-whole", get("/flood") + "\nexpect: { equals: x }", "failed", "failed", "more output than could be kept"),
      Case(
        "silent", get("/silent") + "\ntimeout: 2s", "timed-out", "inconclusive",
        "\(place): connected, sent the request, no answer within 2.0s"),
      Case(
        "drip", get("/drip") + "\ntimeout: 2s", "timed-out", "inconclusive", "status 200 came, its body did not end ("),
      Case(
        "tls-to-plain", "http: { url: \"https://127.0.0.1:\(port)/\" }\ntimeout: 2s", "timed-out", "inconclusive", "TLS"
      ),
      Case(
        "refused", "http: { url: \"http://127.0.0.1:9/\" }", "failed", "failed", "connection to 127.0.0.1:9 refused"),
      Case(
        "unknown", "http: { url: \"http://no-such.invalid/\" }", "failed", "inconclusive", "nobody here knows the host"),
      Case("no-redirect", get("/loop"), "failed", "failed", "status: expected 2xx, got 302"),
      Case(
        "is-redirect", get("/loop") + "\nexpect: { status: 302, headers: { Location: /loop } }", "succeeded", "held"),
      Case("hops", get("/hop/2", ", redirects: 3") + "\nexpect: { contains: all is well }", "succeeded", "held"),
      Case("too-many", get("/hop/3", ", redirects: 3"), "failed", "failed", "redirects more than 3 times"),
      Case("loop", get("/loop", ", redirects: 5"), "failed", "failed", "redirects go round in a circle"),
      Case(
        "elsewhere", get("/to/http://login.invalid/", ", redirects: 5"), "failed", "failed",
        "redirects to another host, login.invalid; name it under redirect_hosts to follow it"),
      Case(
        "elsewhere-named", get("/to/http://login.invalid/", ", redirects: 5, redirect_hosts: login.invalid"), "failed",
        "inconclusive", "nobody here knows the host login.invalid"),
      Case(
        "by-address",
        "http: { url: \"http://shop.example:8080/echo\", connect_to: \"\(place)\" }\n"
          + "expect: { contains: \"Host: shop.example:8080\" }", "succeeded", "held"),
      Case(
        "posted",
        get("/echo", ", method: PUT, body: '{\"a\": 1}', headers: { X-Odd: \"a b\" }")
          + "\nexpect: { contains: [\"PUT PUT /echo\", \"X-Odd: a b\", \"application/json\", '{\"a\": 1}'] }",
        "succeeded", "held"),
      Case(
        "too-slow", get("/ok") + "\nexpect: { faster_than: 1ms, first_byte: 1ms }", "failed", "failed", "first_byte"),
    ]
  }

  @Test(.timeLimit(.minutes(2)))
  func `every answer, however odd, ends in a clear outcome`() async throws {
    try await Scene.play { scene in
      try await NastyServers.play(in: scene) { servers in
        let cases = cases(servers.http, servers.port("http"))
        let ends = try await scene.probe(cases.map { ($0.id, $0.text) })
        for wanted in cases {
          let end = try #require(ends[wanted.id])
          #expect(end.result == wanted.result && end.finding == wanted.finding, "\(wanted.id): \(end)")
          #expect(end.message.contains(wanted.says) || wanted.says.isEmpty, "\(wanted.id): \(end)")
        }
        let log = try scene.run().logText("flood")
        #expect(log.utf8.count < 100_000 && log.contains("… and more"))
        #expect(try scene.run().logText("nul").contains("before␀after"))
      }
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a login carries cookies and captured values on, and nobody reads them in the log`() async throws {
    try await Scene.play { scene in
      try await NastyServers.play(in: scene) { servers in
        let ends = try await scene.probe(
          [
            ("login", login(servers.http, "X-Token: \"{{ captured.token }}\"")),
            ("stranger", login(servers.http, "X: y")),
          ],
          head: "secrets: { pw: { env: SHOP_PW } }", environment: ["SHOP_PW": "p&ss word-1"])
        #expect(ends["login"]?.finding == "held", "\(String(describing: ends["login"]))")
        #expect(ends["stranger"]?.message.contains("got 401") == true, "\(String(describing: ends["stranger"]))")
        let log = try scene.run().logText("login")
        for text in ["tok-3n", "s3ss10n", "p&ss", "p%26ss"] { #expect(!log.contains(text), "\(text) in \(log)") }
        for text in ["password=[secret pw]", "token=[captured token]", "< 302 Found", "hello ann, [captured token]"] {
          #expect(log.contains(text), "\(text) not in \(log)")
        }
      }
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a captured value stands in no answer that is kept`() async throws {
    try await Scene.play { scene in
      try await NastyServers.play(in: scene) { servers in
        let step = login(servers.http, "X-Token: \"{{ captured.token }}\"")
          .replacing("contains: hello ann", with: "known_good: login")
        _ = try await scene.probe(
          [("login", step)], head: "secrets: { pw: { env: SHOP_PW } }", environment: ["SHOP_PW": "p&ss word-1"])
        let kept = try String(
          contentsOfFile: try scene.run().folder + "/observed/shop.login.1.txt", encoding: .utf8)
        #expect(kept.hasSuffix("---\nhello ann, [secret captured token]\n"), "\(kept)")
      }
    }
  }

  private func login(_ http: String, _ header: String) -> String {
    """
    http:
      url: "\(http)/private"
      headers: { \(header) }
      before:
        - url: "\(http)/login"
          capture: { token: { after: 'name="token" value="', until: '"' } }
        - url: "\(http)/login"
          method: POST
          form: { user: ann, password: "{{ secrets.pw }}", token: "{{ captured.token }}" }
          status: 302
    expect: { contains: hello ann }
    """
  }

  @Test(.timeLimit(.minutes(1)))
  func `a request before the check that fails is named, and so is a value that isn't there`() async throws {
    try await Scene.play { scene in
      try await NastyServers.play(in: scene) { servers in
        func step(_ before: String) -> String {
          "http:\n  url: \"\(servers.http)/ok\"\n  before:\n    - { url: \"\(servers.http)\(before) }"
        }
        let ends = try await scene.probe([
          ("status", step("/nothing\"")), ("json", step("/json\", capture: { x: { json: 'shops[3].id' } }")),
          ("header", step("/ok\", capture: { x: { header: X-Absent } }")),
          ("between", step("/ok\", capture: { x: { after: nowhere, until: z } }")),
        ])
        #expect(ends["status"]?.message.contains("/nothing, which comes before the check, answered 404") == true)
        #expect(ends["json"]?.message.contains("x can't be captured") == true)
        #expect(ends["header"]?.message.contains("it has no header X-Absent") == true)
        #expect(ends["between"]?.message.contains("nothing stands between \"nowhere\" and \"z\"") == true)
      }
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a probe that waits is stopped at once`() async throws {
    try await Scene.play { scene in
      try await NastyServers.play(in: scene) { servers in
        let program = try scene.startDrill(
          """
          install:
            - { id: work, run: "true" }
          verify:
            - { id: wait, http: { url: "\(servers.http)/silent" }, timeout: 10m, seen_red: { skip: it waits } }
          """)
        try await scene.until("it asks") { program.out.contains("wait  started") }
        let stopped = ContinuousClock.now
        program.send(SIGINT)
        let end = try await program.end(within: .seconds(30))
        #expect(end.exit == 4, "\(end)")
        #expect(stopped.duration(to: .now) < .seconds(20))
        #expect(try scene.run().probes()["wait"]?.result == "cancelled")
      }
    }
  }
}
