import RecoveryPlanning
import RunCore
import RunbookModel

@testable import HalfhourCommands

/// The questions that are looked at, one for each thing that can be asked, and each thing that is typed.
enum ScriptedQuestion: String, CaseIterable {
  case failure, hostKey, manual, approval, decision, cleanup
  case whoAreYou, field, reason, confirmation, log, command, disruption, several, triage

  /// What was pressed before the picture was taken.
  private var keys: [String] {
    switch self {
    case .failure, .hostKey, .manual, .approval, .decision, .cleanup, .triage: []
    case .whoAreYou: ["y"]
    case .field: ["d", "Asset 4711", "\r", "12 Liter", "\r"]
    case .reason: ["s", "the carrier's technician is on his w"]
    case .confirmation: ["1"]
    case .log: ["l"]
    case .command: ["x"]
    case .disruption: ["t", "02:4"]
    case .several: ["\t"]
    }
  }

  private var run: ScriptedRun {
    switch self {
    case .failure, .reason, .log, .command: Self.asking(Self.failed)
    case .disruption: Self.asking(Self.failed, knowsDisruption: false)
    case .hostKey: ScriptedState.unknownKey.run
    case .manual, .field: Self.asking(Self.byHand)
    case .approval, .whoAreYou: Self.asking(Self.approved)
    case .decision, .confirmation: Self.asking(Self.decided)
    case .cleanup: Self.asking(Self.pause, mode: .drill)
    case .several: Self.severalRun
    case .triage: Self.triageRun
    }
  }

  var bench: DialogBench {
    var bench = DialogBench(run)
    for key in keys { bench.press(key) }
    if self == .log {
      bench.dialog.read((1...30).map { "pg_restore: line \($0) of its log" }, now: bench.now.uptime)
    }
    return bench
  }

  // MARK: - Questions

  static func failed(_ number: Int) -> Prompt {
    Prompt(
      number: number, step: ScriptedRun.id("database.load"), subject: .failure,
      question: "database.load failed: pg_restore: error: could not execute query: ERROR: out of disk",
      choices: Choice.afterTry)
  }

  static func byHand(_ number: Int) -> Prompt {
    Prompt(
      number: number, step: ScriptedRun.id("database.load"), subject: .manual,
      question: """
        Switch off the old server's power at the rack, unit 12, so that it can't come back with old data.
        Say how you know that it is off.
        """, choices: Choice.manual,
      terms: PromptTerms(
        fields: [.init(name: "asset", type: .text), .init(name: "litres", type: .number)],
        contact: "the caretaker, +44 20 5550 199", timeout: .seconds(1_800), onTimeout: .skip))
  }

  static func approved(_ number: Int) -> Prompt {
    Prompt(
      number: number, step: ScriptedRun.id("database.load"), subject: .approval,
      question: "Can an agent find last month's customers?", choices: Choice.approval,
      terms: PromptTerms(role: "sales", count: 2, timeout: .seconds(600)))
  }

  static func decided(_ number: Int) -> Prompt {
    Prompt(
      number: number, step: ScriptedRun.id("database.load"), subject: .decision,
      question: "Switch to the standby, or rebuild from the backup?", choices: Choice.decision,
      terms: PromptTerms(
        options: [
          .init(name: "failover", about: "Two minutes; what the standby has not got yet is lost."),
          .init(name: "rebuild", about: "The newest dump on the blank server; loses what came after it."),
        ],
        facts: [
          PromptFact(name: "the standby's lag", value: "3 s"),
          PromptFact(name: "measured rebuild", value: "24 min, the slowest of the last four drills"),
        ], timeout: .seconds(900), onTimeout: .choose("rebuild")))
  }

  static func pause(_ number: Int) -> Prompt {
    Prompt(
      number: number, step: ScriptedRun.id("database.load"), subject: .cleanup,
      question: "database.load failed. Look around before cleanup?", choices: Choice.beforeCleanup,
      terms: PromptTerms(timeout: .seconds(300), onTimeout: .approve))
  }

  // MARK: - Runs

  static let people = [
    PlannedPerson(name: "matthew", roles: ["operator", "network"], contact: "ext. 101"),
    PlannedPerson(name: "ruth", roles: ["sales"], contact: "ext. 204"),
    PlannedPerson(name: "naomi", roles: ["sales"], contact: "ext. 205"),
  ]

  static func asking(
    _ prompt: (Int) -> Prompt, mode: RunMode = .incident, knowsDisruption: Bool = true
  ) -> ScriptedRun {
    var plan = ScriptedPlan.callCentre(mode)
    plan.site.people = people
    plan.services[0].vendor = PlannedVendor(
      name: "Example Telecom", contract: "4711", phone: "+44 20 5550 100", hours: "24x7")
    plan.services[1].owner = "network"
    plan.runbooks[2].inputs = ["dump": "/srv/newest"]
    if let load = plan.steps.firstIndex(where: { $0.id == ScriptedRun.id("database.load") }) {
      plan.steps[load].step.kind = kind(asking: prompt(1)) ?? plan.steps[load].step.kind
    }
    var run = ScriptedRun(plan, severity: mode == .incident ? .severe : nil)
    if knowsDisruption {
      run.tell(
        .clockStamped(
          ClockStamp(clock: .disruption, time: ScriptedRun.start + .seconds(-420), by: Operator(user: "ann"))))
    }
    run.starts("router.config", "database.load", "web.packages")
    run.at(95)
    run.passes("web.packages")
    run.asks(prompt)
    run.at(228)
    return run
  }

  /// The kind of step that asks such a question; nil for one that any step may ask.
  private static func kind(asking prompt: Prompt) -> StepKind? {
    let text = SourceText(prompt.question, start: ScriptedPlan.place)
    return switch prompt.subject {
    case .manual: .manual(ManualTask(instructions: text, fields: prompt.terms?.fields ?? []))
    case .approval: .approve(Approval(by: "sales", question: text))
    case .decision: .decide(Decision(question: text, options: prompt.terms?.options ?? []))
    default: nil
    }
  }

  static var severalRun: ScriptedRun {
    var run = asking(approved)
    run.fails("router.config", "it does not answer", .ask)
    run.asks("router.config", "router.config failed: it does not answer")
    run.at(250)
    return run
  }

  private static var triageRun: ScriptedRun {
    var plan = ScriptedPlan.plan(
      .incident, [ScriptedPlan.service("shop", .critical, 30)],
      [
        ScriptedPlan.step("shop.network", .triage, "The router answers", check: true),
        ScriptedPlan.step("shop.database", .triage, "The database answers", check: true),
        ScriptedPlan.step("shop.phones", .triage, "The phones answer", check: true),
        ScriptedPlan.step("shop.packages", .install, "Install", budget: .seconds(300)),
        ScriptedPlan.step("shop.load", .restore, "Load", budget: .seconds(600)),
        ScriptedPlan.step("shop.see", .verify, "It is there", check: true),
      ])
    plan.steps[4].needs = [PlannedNeed(ScriptedRun.id("shop.packages"))]
    plan.steps[5].needs = [PlannedNeed(ScriptedRun.id("shop.load"))]
    var run = ScriptedRun(plan)
    run.tell(
      .participantNoted(
        Participation(person: "ruth", roles: ["sales"], presence: .present, by: Operator(user: "ann"))))
    run.starts("shop.network", "shop.database", "shop.phones")
    run.at(3)
    run.passes("shop.network")
    run.fails("shop.database", "10.0.0.13:5432: connection refused")
    run.at(10)
    run.starts("shop.packages")
    run.at(70)
    return run
  }
}

extension ScriptedRun {
  /// A step that failed or is there to ask, and its question.
  mutating func asks(_ prompt: (Int) -> Prompt) {
    let prompt = prompt(state.prompts.count + 1)
    switch prompt.subject {
    case .manual, .approval, .decision: break
    case .cleanup:
      fails("\(prompt.step)", "out of disk", .over(.failed))
      tell(.stopRequested(StopRequest(cause: .failure(prompt.step), cancelsRunning: false)))
    default: fails("\(prompt.step)", "", .ask)
    }
    tell(.promptOpened(prompt))
  }
}
