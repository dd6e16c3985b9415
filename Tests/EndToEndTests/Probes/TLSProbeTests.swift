import Testing

/// Certificates that nginx shows, and what is said of them.
struct TLSProbeTests {
  private struct Case: Sendable {
    var server: String
    var name = "shop.example"
    var ca: String? = "ca.pem"
    var result = "failed"
    var finding = "failed"
    var says = ""
  }

  private static let cases = [
    Case(server: "good", result: "succeeded", finding: "held"),
    Case(server: "wild", result: "succeeded", finding: "held"),
    Case(server: "good", name: "127.0.0.1", result: "succeeded", finding: "held"),
    Case(server: "good", name: "127.0.0.2", says: "the certificate is for shop.example, 127.0.0.1, not for 127.0.0.2"),
    Case(server: "expired", says: "the certificate of shop.example expired on 2026-01-02, "),
    Case(server: "early", says: "the certificate of shop.example is valid from "),
    Case(server: "other", says: "the certificate is for other.example, not for shop.example"),
    Case(server: "self", says: "nobody that is trusted here vouches for the certificate of shop.example: it is self-signed"),
    Case(server: "good", ca: nil, says: "vouches for the certificate of shop.example; it was signed by \"Test authority\""),
    Case(server: "good", ca: "absent.pem", finding: "inconclusive", says: "absent.pem"),
    Case(server: "good", ca: "good.key", finding: "inconclusive", says: "good.key"),
  ]

  @Test(.timeLimit(.minutes(2)))
  func `a certificate is believed for what it is, and else told by what is wrong with it`() async throws {
    try await Scene.play { scene in
      try await Certificates.make(in: scene)
      try await WebServer.play(in: scene) { web in
        let steps = Self.cases.enumerated().flatMap { number, one -> [(id: String, text: String)] in
          let port = web.port(one.server)
          let ca = one.ca.map { ", ca: \($0)" } ?? ""
          let url = "https://\(one.name)/where"
          return [
            ("http-\(number)", "http: { url: \"\(url)\", connect_to: \"127.0.0.1:\(port)\"\(ca) }\nexpect: { contains: for \(one.name) }"),
            ("tcp-\(number)", "tcp: { host: 127.0.0.1, port: \(port), tls: true, server_name: \(one.name)\(ca) }"),
          ]
        }
        let ends = try await scene.probe(steps)
        for (number, one) in Self.cases.enumerated() {
          for kind in ["http", "tcp"] {
            let end = try #require(ends["\(kind)-\(number)"])
            #expect(end.result == one.result && end.finding == one.finding, "\(kind) \(one): \(end)")
            #expect(one.says.isEmpty || end.message.contains(one.says), "\(kind) \(one): \(end)")
          }
        }
      }
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `the days that a certificate has left are counted`() async throws {
    try await Scene.play { scene in
      try await Certificates.make(in: scene)
      try await WebServer.play(in: scene) { web in
        let place = "connect_to: \"127.0.0.1:\(web.port("good"))\""
        let tcp = "tcp: { host: 127.0.0.1, port: \(web.port("good")), tls: true, server_name: shop.example, ca: ca.pem }"
        let http = "http: { url: \"https://shop.example/\", \(place), ca: ca.pem }"
        let ends = try await scene.probe([
          ("enough", http + "\nexpect: { certificate_days: \">= 14\" }"),
          ("exact", http + "\nexpect: { certificate_days: 40 }"),
          ("few", http + "\nexpect: { certificate_days: \">= 41\" }"),
          ("tcp", tcp + "\nexpect: { certificate_days: \"39..40\" }"),
          ("plain", "http: { url: \"http://127.0.0.1:\(web.port("plain"))/\" }\nexpect: { certificate_days: \">= 1\" }"),
        ])
        for id in ["enough", "exact", "tcp"] { #expect(ends[id]?.finding == "held", "\(id): \(String(describing: ends[id]))") }
        #expect(ends["few"]?.message.contains("got 40 days") == true)
        #expect(ends["plain"]?.message.contains("no certificate") == true)
      }
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `nobody is led from https to http`() async throws {
    try await Scene.play { scene in
      try await Certificates.make(in: scene)
      try await NastyServers.play(in: scene, tls: ("good.pem", "good.key")) { servers in
        let port = servers.port("http")
        let ends = try await scene.probe([
          (
            "down",
            "http: { url: \"https://shop.example/to/http://shop.example/\", connect_to: \"127.0.0.1:\(port)\", "
              + "ca: ca.pem, redirects: 3 }"
          ),
          (
            "stay",
            "http: { url: \"https://shop.example/to/https://shop.example/echo\", connect_to: \"127.0.0.1:\(port)\", "
              + "ca: ca.pem, redirects: 3, headers: { Authorization: Basic eDp5 } }\nexpect: { contains: Basic eDp5 }"
          ),
          (
            "leave",
            "http: { url: \"https://shop.example/to/https://127.0.0.1:\(port)/echo\", connect_to: \"127.0.0.1:\(port)\", "
              + "ca: ca.pem, redirects: 3, redirect_hosts: 127.0.0.1, headers: { Authorization: Basic eDp5 } }\n"
              + "expect: { contains: Basic eDp5 }"
          ),
        ])
        #expect(ends["down"]?.message.contains("redirects from https to http") == true, "\(String(describing: ends["down"]))")
        #expect(ends["stay"]?.finding == "held", "\(String(describing: ends["stay"]))")
        #expect(ends["leave"]?.message.contains("GET GET /echo") == true, "\(String(describing: ends["leave"]))")
      }
    }
  }
}
