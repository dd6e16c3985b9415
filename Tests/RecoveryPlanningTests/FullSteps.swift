import RunbookModel

/// Steps in which every field differs from what it is by default, one for every kind.
enum FullSteps {
  static let kinds: [StepKind] = [
    .run(Sketch.text("true\n")), .copy(Copy(from: text("a"), to: text("b"), mode: "0600")),
    .template(TemplateFile(from: text("a"), to: text("b"), mode: "0600")),
    .http(
      HTTPProbe(
        HTTPRequest(url: text("u"), method: "PUT", headers: [pair], body: text("b"), form: [pair]),
        before: [
          HTTPRequest(
            url: text("v"), status: ["302"],
            captures: [
              HTTPCapture(name: "j", source: .json(text("a.b"))), HTTPCapture(name: "h", source: .header("location")),
              HTTPCapture(name: "t", source: .between(after: "<", until: ">")),
            ])
        ],
        connectTo: text("c"), ca: text("ca"), redirects: 2, redirectHosts: [text("r")])),
    .tcp(
      TCPProbe(
        host: text("h"), port: text("1"), send: text("s"), tls: true, ca: text("c"), serverName: text("n"))),
    .dns(DNSProbe(name: text("n"), type: "MX", servers: [text("s")], ttlAtMost: .seconds(90))),
    .sql(
      SQLProbe(
        engine: .mariadb, database: text("d"), query: text("q"), parameters: [text("p")], host: text("h"),
        port: text("1"), user: text("u"), password: text("w"))),
    .manual(ManualTask(instructions: text("i"), fields: [.init(name: "f", type: .number)])),
    .approve(Approval(by: "sales", question: text("q"), count: 2, excludesStarter: true)),
    .decide(
      Decision(
        question: text("q"), options: [.init(name: "a", about: "b"), .init(name: "c")],
        facts: [.init(name: "n", value: text("v"))], by: "sales")),
    .reboot(Reboot(backWithin: .milliseconds(1_500))), .wait(WaitTime(.seconds(61))),
    .notify(Notification(channel: "managers", message: text("m"))),
    .isolation(TCPProbe(host: text("h"), port: text("1"), send: text("s"))),
  ]

  private static let pair = HTTPRequest.Pair(name: "h", value: text("v"))

  /// Kinds with as little in them as they can have.
  static let bareKinds: [StepKind] = [
    .run(Sketch.text("")), .copy(Copy(from: text("a"), to: text("b"))),
    .template(TemplateFile(from: text("a"), to: text("b"))), .http(HTTPProbe(HTTPRequest(url: text("u")))),
    .tcp(TCPProbe(host: text("h"), port: text("1"))), .dns(DNSProbe(name: text("n"))),
    .sql(SQLProbe(engine: .sqlite, database: text("d"), query: text("q"))),
    .manual(ManualTask(instructions: text("i"))), .approve(Approval(by: "sales", question: text("q"))),
    .decide(Decision(question: text("q"), options: [])), .reboot(Reboot()), .wait(WaitTime(.zero)),
    .notify(Notification(channel: "managers", message: text("m"))),
    .isolation(TCPProbe(host: text("h"), port: text("1"))),
  ]

  static let expectation = Expectation(
    location: Sketch.place(7), exit: [0, 3], status: ["2xx"], contains: [text("c")], matches: [text("m")],
    equals: text("e"), lines: text("1"), rows: text("2"),
    json: [JSONExpectation(path: text("a.b"), equals: text("c"))],
    headers: [HeaderExpectation(name: "h", equals: text("v"))],
    knownGood: KnownGoodExpectation(
      .named("orders"), masks: [text("m")], anyOrder: true, numbersWithin: 2.5, rows: text(">= 99%")),
    certificateDays: text(">= 30"), fasterThan: .milliseconds(250), firstByte: .milliseconds(90))

  /// Each sets one field of a step, all of them every field.
  static let settings: [@Sendable (inout Step) -> Void] = [
    { $0.name = "Näme" }, { $0.about = "about" }, { $0.links = ["https://docs.example/"] }, { $0.on = "database" },
    { $0.become = Become(user: "root", with: .doas) }, { $0.needs = Needs(above: false, references: [text("a")]) },
    { $0.gate = true }, { $0.unguarded = true }, { $0.condition = text("not x") }, { $0.only = .incident },
    { $0.skipIf = text("test -e x") }, { $0.with = [WithValue(name: "n", value: text("v"))] },
    { $0.files = [text("f")] }, { $0.outputs = ["o"] }, { $0.timeout = .seconds(9) }, { $0.budget = .seconds(540) },
    { $0.retry = Retry(attempts: 3, delay: .seconds(5), backoff: 1.5, reset: text("r")) }, { $0.expect = expectation },
    { $0.polling = Polling(within: .seconds(60), every: .seconds(3)) }, { $0.onFailure = .ask },
    { $0.onUnknown = .check }, { $0.idempotent = true }, { $0.undo = text("u") },
    { $0.provides = ProvidedHost(host: "h", address: text("a"), hostKey: text("k")) }, { $0.liveOK = "reason" },
    { $0.seenRedSkip = "reason" }, { $0.logLimit = 65_536 },
    { $0.recoveryPoint = text("{{ steps.a.t }}") }, { $0.size = text("1") }, { $0.role = "sales" },
  ]

  static func step(_ number: Int, _ kind: StepKind) -> Step {
    Step(id: StepName("s\(number)"), location: Sketch.place(number), phase: .triage, kind: kind)
  }

  private static func text(_ text: String) -> SourceText {
    SourceText(text, start: SourceLocation(file: "shop.yaml", line: 2, column: 30), continuationColumn: 7)
  }
}
