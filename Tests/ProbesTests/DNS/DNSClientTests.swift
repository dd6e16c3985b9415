import Expressions
import Testing

@testable import Probes

/// Questions to real name servers.
@Suite(.timeLimit(.minutes(3)))
struct DNSClientTests {
  private func ask(
    _ name: String, _ type: String = "A", _ servers: [String], ttlAtMost: Duration? = nil,
    route: any ProbeRoute = DirectRoute(),
    isDirect: Bool = true, within limit: Duration = .seconds(30),
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) async throws(ProbeProblem) -> ProbeAnswer {
    try await DNSClient.ask(
      DNSQuestion(name: name, type: type, servers: servers, ttlAtMost: ttlAtMost), route: route, isDirect: isDirect,
      bound: ProbeBound(deadline: .now + limit, isCancelled: isCancelled))
  }

  private func problem(
    _ name: String, _ type: String = "A", _ servers: [String], ttlAtMost: Duration? = nil,
    isDirect: Bool = true, within limit: Duration = .seconds(30)
  ) async -> ProbeProblem? {
    do throws(ProbeProblem) {
      _ = try await ask(name, type, servers, ttlAtMost: ttlAtMost, isDirect: isDirect, within: limit)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("www.example.test", "A", "10.0.0.3\n10.0.0.4\n"), ("WWW.Example.test.", "A", "10.0.0.3\n10.0.0.4\n"),
    ("six.example.test", "AAAA", "2001:db8::1\n"), ("example.test", "NS", "ns.example.test.\n"),
    ("example.test", "MX", "10 mail.example.test.\n20 mail2.example.test.\n"),
    ("shop.example.test", "A", "10.0.0.3\n"), ("shop.example.test", "CNAME", "web.example.test.\n"),
    ("_sip._udp.example.test", "SRV", "1 2 5060 phone.example.test.\n"),
    ("text.example.test", "TXT", "\"say \\\"hi\\\" \\\\ \\195\\188\"\n\"v=spf1 -all\"\n"),
    ("pointer.example.test", "PTR", "www.example.test.\n"),
    ("example.test", "SOA", "ns.example.test. hostmaster.example.test. 7 3600 600 86400 60\n"),
  ])
  func `each kind of record is told as in a zone file`(_ name: String, _ type: String, _ output: String) async throws {
    let server = try await NameServer.usual.value
    for isDirect in [true, false] {
      let answer = try await ask(name, type, [server.text], isDirect: isDirect)
      #expect(answer.observation.output == output)
    }
  }

  @Test func `an answer that no datagram takes comes over TCP`() async throws {
    let server = try await NameServer.usual.value
    let answer = try await ask("big.example.test", "A", [server.text])
    #expect(answer.observation.output.split(separator: "\n").count == 60)
    let nasty = try await NameServer.nasty.value
    #expect(try await ask("truncated.test", "A", [nasty.text]).observation.output == "127.0.0.1\n")
  }

  @Test func `aliases stand in the transcript alone`() async throws {
    let server = try await NameServer.usual.value
    let answer = try await ask("shop.example.test", "A", [server.text])
    #expect(
      answer.transcript == """
        \(server.text): shop.example.test. 3600 CNAME web.example.test.
        \(server.text): web.example.test. 60 A 10.0.0.3

        """)
  }

  @Test(arguments: [
    ("nowhere.example.test", "A", "there is no name nowhere.example.test (NXDOMAIN)"),
    ("www.example.test", "MX", "the name www.example.test. is there, but has no MX record"),
    ("empty.example.test", "A", "the name six.example.test. is there, but has no A record"),
    ("www.elsewhere.test", "A", "it refuses to answer for www.elsewhere.test (REFUSED)"),
  ])
  func `what isn't there is told in plain words`(_ name: String, _ type: String, _ words: String) async throws {
    let server = try await NameServer.usual.value
    #expect(await problem(name, type, [server.text]) == .failed("\(server.text): \(words)"))
  }

  @Test(arguments: [
    ("servfail", "it could not find out (SERVFAIL)"), ("refused", "it refuses to answer for refused.test (REFUSED)"),
    ("bad-address", "its answer can't be read"),
    ("bad-text", "its answer can't be read"),
    ("pointer-loop", "its answer can't be read"), ("loop", "the name loop.test. is there, but has no A record"),
    ("stranger", "the name stranger.test. is there, but has no A record"),
  ])
  func `an answer that is none is told as such`(_ mode: String, _ words: String) async throws {
    let server = try await NameServer.nasty.value
    #expect(await problem("\(mode).test", "A", [server.text]) == .failed("\(server.text): \(words)"))
  }

  @Test(arguments: [
    "cut-record", "many", "silent", "wrong-id", "wrong-question", "garbage", "short", "echo", "truncated-silent",
    "truncated-slow",
  ])
  func `a server that gives no answer to the question ends within the bound`(_ mode: String) async throws {
    let server = try await NameServer.nasty.value
    let started = ContinuousClock.now
    let problem = await problem("\(mode).test", "A", [server.text], within: .seconds(2))
    guard case .timedOut(let words) = problem else {
      Issue.record("\(String(describing: problem))")
      return
    }
    #expect(words.hasPrefix("the name server \(server.text) did not answer in time"))
    let isSilent = mode == "silent" || mode.hasPrefix("truncated")
    #expect(words.contains("no answer to the question") != isSilent)
    #expect(ContinuousClock.now - started < .seconds(20))
  }

  @Test func `a connection that breaks, a port that nobody listens on, and strangers over TCP are failures`()
    async throws
  {
    let nasty = try await NameServer.nasty.value
    #expect(
      await problem("truncated-broken.test", "A", [nasty.text])
        == .failed("the name server \(nasty.text) broke off in the middle of its answer"))
    #expect(
      await problem("wrong-id.test", "A", [nasty.text], isDirect: false)
        == .failed("the name server \(nasty.text) sent what is no answer to the question"))
    let nobody = "127.0.0.1:\(try NameServer.freePort())"
    for isDirect in [true, false] {
      #expect(
        await problem("www.example.test", "A", [nobody], isDirect: isDirect)
          == .failed("the name server \(nobody) refused: nothing listens there"))
    }
  }

  @Test func `several servers must agree`() async throws {
    let (usual, stale) = (try await NameServer.usual.value, try await NameServer.stale.value)
    let both = [usual.text, stale.text]
    #expect(try await ask("phone.example.test", "A", both).observation.output == "10.0.0.7\n")
    #expect(
      await problem("www.example.test", "A", both)
        == .failed("the name servers differ:\n\(usual.text): 10.0.0.3, 10.0.0.4\n\(stale.text): 10.0.0.4"))
    #expect(
      await problem("mail.example.test", "A", both)
        == .failed(
          "the name servers differ:\n\(usual.text): 10.0.0.5\n\(stale.text): there is no name mail.example.test (NXDOMAIN)"
        ))
    #expect(
      await problem("none.example.test", "A", both)
        == .failed("\(usual.text) and \(stale.text): there is no name none.example.test (NXDOMAIN)"))
  }

  @Test func `one silent server among several is named`() async throws {
    let (usual, nasty) = (try await NameServer.usual.value, try await NameServer.nasty.value)
    #expect(
      await problem("silent.example.test", "A", [usual.text, nasty.text], within: .seconds(2))
        == .timedOut("the name server \(nasty.text) did not answer in time"))
  }

  @Test func `an answer that may be kept for too long fails, its aliases included`() async throws {
    let server = try await NameServer.usual.value
    for name in ["slow.example.test", "shop.example.test"] {
      #expect(
        await problem(name, "A", [server.text], ttlAtMost: .seconds(300))
          == .failed(
            """
            the answer of \(server.text) may be kept for 3600 s, at most 300 s are allowed (lower it before a cutover)
            """))
    }
    #expect(await problem("www.example.test", "A", [server.text], ttlAtMost: .seconds(300)) == nil)
  }

  @Test func `a probe that is cancelled ends at once`() async throws {
    let server = try await NameServer.nasty.value
    do throws(ProbeProblem) {
      _ = try await ask("silent.test", "A", [server.text], isCancelled: { true })
      Issue.record("it answered")
    } catch {
      #expect(error == .cancelled)
    }
  }

  @Test func `what can't be asked is told before anything is sent`() async {
    let tooLong = String(repeating: "a", count: 64) + ".test"
    for (name, servers) in [
      ("bücher.test", ["127.0.0.1"]), ("a b", ["127.0.0.1"]), (tooLong, ["127.0.0.1"]), ("", ["127.0.0.1"]),
      ("a.test", ["127.0.0.1:0"]), ("a.test", ["no-such-server.invalid"]),
    ] {
      guard case .couldNotAsk = await problem(name, "A", servers) else {
        Issue.record("\(name) \(servers)")
        continue
      }
    }
    #expect(
      await problem("a.test", "A", [], isDirect: false)
        == .couldNotAsk("a `dns` step with `on` needs `servers`, because its host's own are not known here"))
  }

  @Test(arguments: [
    ("10.0.0.53", "10.0.0.53", 53), ("10.0.0.53:5353", "10.0.0.53", 5353), ("::1", "::1", 53), ("[::1]", "::1", 53),
    ("[fe80::1%eth0]:5353", "fe80::1%eth0", 5353), ("ns.example:53", "ns.example", 53),
  ])
  func `a server is written as addresses are`(_ text: String, _ host: String, _ port: UInt16) {
    let server = DNSServer(text)
    #expect(server?.host == host && server?.port == port)
  }

  @Test(arguments: ["", ":53", "[::1", "[::1]x", "[::1]53", "a:", "a:0", "a:70000", "a:5x", "[]:53"])
  func `a server that is none is refused`(_ text: String) { #expect(DNSServer(text) == nil) }

  @Test(arguments: [
    ("10.0.0.3", "3.0.0.10.in-addr.arpa"),
    ("2001:db8::1", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"),
  ])
  func `the name of an address is asked for under its own`(_ address: String, _ name: String) throws {
    #expect(try DNSMessage(DNSQuestion(name: address, type: "PTR")).name == name)
  }
}
