import RecoveryPlanning
import RunCore
import RunbookModel

/// The situations in which the screen is looked at.
enum ScriptedState: String, CaseIterable {
  case start, midRun, retrying, waiting, unknownKey, overTarget, failed, recovered, hostile

  var run: ScriptedRun {
    switch self {
    case .start: ScriptedRun(ScriptedPlan.callCentre())
    case .midRun: Self.busy(.drill)
    case .retrying: Self.retryingRun
    case .waiting: Self.waitingRun
    case .unknownKey: Self.unknownKeyRun
    case .overTarget: Self.overTargetRun
    case .failed: Self.failedRun
    case .recovered: Self.recoveredRun
    case .hostile: Self.hostileRun
    }
  }

  /// Six steps at once, one of them over its budget.
  static func busy(_ mode: RunMode) -> ScriptedRun {
    var run = ScriptedRun(ScriptedPlan.callCentre(mode), severity: mode == .incident ? .severe : nil)
    if mode == .incident {
      let disrupted = ScriptedRun.start + .seconds(-420)
      run.tell(.clockStamped(ClockStamp(clock: .disruption, time: disrupted, by: Operator(user: "ann"))))
    }
    run.starts("router.spare", "database.newest-backup")
    run.at(1.2)
    run.passes("router.spare", "database.newest-backup")
    run.starts("router.config", "database.packages", "web.packages")
    run.at(95)
    run.passes("router.config", "web.packages")
    run.starts("router.ping", "web.files", "web.certificates")
    run.at(160)
    run.passes("database.packages", "router.ping")
    run.starts("database.fetch", "database.settings")
    run.at(171.4)
    run.passes("database.fetch")
    run.starts("database.load", "database.indexes", "web.database-user")
    run.at(290)
    return run
  }

  private static var retryingRun: ScriptedRun {
    var run = busy(.drill)
    run.at(300)
    run.fails("database.load", "pg_restore: connection to server was lost\nsecond line", ScriptedRun.again(in: 5))
    run.starts("database.orders")
    run.at(301)
    run.fails("database.orders", "no rows yet", ScriptedRun.again(in: 2, .poll))
    run.at(302.5)
    return run
  }

  /// A host was installed anew, and somebody looks around on another.
  private static var unknownKeyRun: ScriptedRun {
    var run = busy(.incident)
    run.at(310)
    let refusal = HostRefusal(
      subject: .unknownKey, host: "database", destination: "root@10.0.0.23", detail: "ssh-ed25519 AAAA",
      fingerprint: "SHA256:uNiVztksCsDhcc0u9e8BrrJXVGDbE5DqzV0sXzyGkBo")
    var report = AttemptReport(.neverStarted)
    report.refusal = refusal
    run.ends("database.load", report, .ask)
    run.asks(
      "database.load",
      "Is this really the host database? root@10.0.0.23 shows the key "
        + "SHA256:uNiVztksCsDhcc0u9e8BrrJXVGDbE5DqzV0sXzyGkBo (ssh-ed25519), for which nobody has vouched. A host that "
        + "was installed anew has a new key, and so has a wrong machine. On the host's own console, run: ssh-keygen -lf "
        + "/etc/ssh/ssh_host_ed25519_key.pub — confirm only if it prints the same. database.load waits.",
      about: refusal)
    run.at(312)
    run.tell(
      .hostContacted(
        HostContact(
          host: "web", destination: "root@10.0.0.24", key: "ssh-ed25519 BBBB", fingerprint: "SHA256:b", trust: .site,
          boot: "1", system: "OpenBSD 7.7", clockOffset: .zero, jobFolders: JobPlace(path: "/tmp", identity: "1"))))
    let id = AttemptID(adHoc: 1, root: "everything")
    let request = AdHocRequest(
      id: 1, host: "web", command: .arguments(["df", "-h"]), by: Operator(user: "ann"), requested: ScriptedRun.start)
    run.tell(.adHocStarted(AdHocIntent(attempt: id, request: request, destination: "root@10.0.0.24")))
    run.at(313)
    run.tell(.adHocFinished(AdHocEnd(attempt: id, report: AttemptReport(.succeeded, exit: 0))))
    run.at(340)
    return run
  }

  private static var waitingRun: ScriptedRun {
    var run = busy(.incident)
    run.at(310)
    run.fails("database.load", "pg_restore: error: could not execute query: ERROR: out of disk", .ask)
    run.asks("database.load", "database.load failed: pg_restore: error: could not execute query: ERROR: out of disk")
    run.at(443)
    return run
  }

  private static var overTargetRun: ScriptedRun {
    var run = busy(.drill)
    run.at(1330)
    return run
  }

  private static var failedRun: ScriptedRun {
    var run = busy(.drill)
    run.at(305)
    run.fails("web.files", "rsync: [receiver] write failed on \"/srv/www\": No space left on device (28)\nmore")
    run.tell(.stopRequested(StopRequest(cause: .failure(ScriptedRun.id("web.files")), cancelsRunning: true)))
    run.at(306)
    for step in ["database.load", "database.indexes", "database.settings", "web.certificates", "web.database-user"] {
      run.ends(step, AttemptReport(.cancelled), .over(.cancelled))
    }
    run.starts("web.clean")
    run.at(309)
    run.passes("web.clean")
    let findings = ["web.files failed: rsync: write failed: No space left on device", "database.load was cancelled"]
    run.tell(.runFinished(RunEnding(verdict: .failed, findings: findings)))
    run.at(400)
    return run
  }

  private static var recoveredRun: ScriptedRun {
    var run = busy(.drill)
    run.at(420)
    run.passes("database.load", "database.indexes", "database.settings")
    run.passes("web.files", "web.certificates", "web.database-user")
    run.starts("database.orders", "web.home", "web.order")
    run.at(431)
    run.passes("database.orders", "web.home", "web.order")
    run.starts("web.clean")
    run.at(440)
    return run
  }

  /// Names and messages that would like to paint outside their line.
  private static var hostileRun: ScriptedRun {
    let long = String(repeating: "long name ", count: 500)
    let plan = ScriptedPlan.plan(
      .incident, [ScriptedPlan.service("shop", .critical, 30, fallback: "\u{1B}[2J紙とペン")],
      [
        ScriptedPlan.step("shop.one", .restore, long, budget: .seconds(10)),
        ScriptedPlan.step("shop.two", .restore, "データベースを復元する e\u{301}\u{301}\u{301}\u{301} 👩‍👩‍👧 🇩🇪"),
        ScriptedPlan.step("shop.three", .restore, "\u{1B}]0;title\u{07}red \u{1B}[31mtext\u{1B}[0m\r\u{8}\u{202E}evil"),
        ScriptedPlan.step("shop.four", .verify),
      ], title: "\u{1B}[H\u{9B}2JRebuild\nthe shop", site: "ショップ 株式会社")
    var run = ScriptedRun(plan)
    run.starts("shop.one", "shop.two", "shop.three")
    run.at(4)
    run.starts("shop.four")
    run.fails("shop.four", "\u{1B}[1A\u{1B}[2Kall is well\u{1B}", .ask)
    run.asks("shop.four", "shop.four failed: " + long + "\u{1B}[1A")
    run.at(9)
    return run
  }
}
