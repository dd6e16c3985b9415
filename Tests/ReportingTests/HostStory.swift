import RecoveryPlanning
import RunCore
import RunbookModel

/// A recovery on two hosts: one key was confirmed, one clock is off, and somebody looked around.
enum HostStory {
  static func summary() throws -> RunSummary {
    let steps = [
      Story.step("shop.newest", .precheck, "Find the newest dump", on: "backup"),
      Story.step("shop.load", .restore, "Load it", on: "database"),
      Story.step("shop.orders", .verify, "The orders are there", check: true),
    ]
    let runbook = PlannedRunbook(name: "shop", title: "Rebuild the shop on two hosts", path: "shop.yaml")
    var story = Story(Story.plan([runbook], [Stories.shop], steps, mode: .incident))
    try story.open(severity: .severe)
    try meet(&story)
    try story.run("shop.newest", from: 2, to: 3)
    try refuse(&story)
    let point = Story.stamp(-7_290).wall
    try story.begin("shop.load", at: 95)
    try story.say(
      .stepFinished(
        AttemptEnd(
          attempt: AttemptID(step: Story.id("shop.load"), number: 2, purpose: .work),
          report: AttemptReport(.succeeded, exit: 0), disposition: .over(.passed), recoveryPoint: point,
          pointCorrection: PointCorrection(host: "backup", offset: .seconds(90)))), at: 300)
    try story.run("shop.orders", from: 301, to: 302)
    try lookAround(&story)
    try story.end(.passedWithConditions, at: 400)
    return story.summary
  }

  private static func contact(
    _ host: HostName, _ key: String, _ trust: KeyTrust, _ system: String, offset: Duration = .milliseconds(-3)
  ) -> Entry {
    .hostContacted(
      HostContact(
        host: host, destination: "root@\(host).example", key: "ssh-ed25519 \(key)", fingerprint: "SHA256:\(key)",
        trust: trust, boot: "1", system: system, clockOffset: offset,
        jobFolders: JobPlace(path: "/run/halfhour-0", identity: "x")))
  }

  private static func meet(_ story: inout Story) throws {
    try story.say(contact("backup", "Qk9", .site, "OpenBSD 7.7", offset: .seconds(90)), at: 1)
  }

  /// The database's host was installed anew, so that its key is unknown at first.
  private static func refuse(_ story: inout Story) throws {
    let refusal = HostRefusal(
      subject: .unknownKey, host: "database", destination: "root@database.example", detail: "ssh-ed25519 Zm8",
      fingerprint: "SHA256:Zm8")
    var report = AttemptReport(.neverStarted)
    report.refusal = refusal
    try story.begin("shop.load", at: 4)
    let id = AttemptID(step: Story.id("shop.load"), number: 1, purpose: .work)
    try story.say(.stepFinished(AttemptEnd(attempt: id, report: report, disposition: .ask)), at: 5)
    try story.say(
      .promptOpened(
        Prompt(
          number: 1, step: id.step, subject: .hostKey, question: "Is this really the host database?",
          choices: [.confirm, .rerun, .skip, .stop], refusal: refusal)), at: 5)
    try story.say(
      .promptAnswered(PromptAnswer(prompt: 1, choice: .confirm, reason: "read off its console", by: Story.matthew)),
      at: 92)
    try story.say(contact("database", "Zm8", .confirmed, "Linux 6.12.41"), at: 94)
  }

  private static func lookAround(_ story: inout Story) throws {
    func request(_ id: Int, _ host: HostName?, _ command: AdHocCommand, _ reason: String?) -> AdHocRequest {
      AdHocRequest(
        id: id, host: host, command: command, by: Story.matthew, reason: reason, requested: Story.stamp(310).wall)
    }
    let id = AttemptID(adHoc: 1, root: "shop")
    let look = request(1, "database", .arguments(["df", "-h", "/var"]), "the load was slow")
    try story.say(
      .adHocStarted(AdHocIntent(attempt: id, request: look, destination: "root@database.example")), at: 310)
    try story.say(.adHocFinished(AdHocEnd(attempt: id, report: AttemptReport(.failed, exit: 3))), at: 312)
    try story.say(
      .adHocRefused(
        AdHocRefusal(request: request(2, nil, .script("uptime\ndate"), nil), reason: "it had waited for too long")),
      at: 320)
  }
}
