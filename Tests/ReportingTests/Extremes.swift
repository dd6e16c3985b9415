import RecoveryPlanning
import RunCore
import RunbookModel

/// Runs that try to break a report.
enum Extremes {
  static let names = [
    "<script>alert(1)</script>", "\" onmouseover=\"alert(1)", "a & b < c > d 'e'", "עברית من اليمين",
    "\u{202E}reversed",
    "👩‍👩‍👧‍👦 семья 家族 🚒", "line one\nline two\r\n\tline three", "| a | b |\n|---|---|",
    "# *bold* _under_ `code` [x](javascript:x)",
    String(repeating: "long ", count: 1_000), String(repeating: "x", count: 5_000),
    "e" + String(repeating: "\u{301}", count: 5_000),
    "\u{1B}[31mred\u{1B}[0m\u{0}\u{7}", "{{title}} {{/groups}}", "\u{FFFE}\u{FFFF}", "]]> <!-- -->", " ", "",
  ]

  /// Every text that an author, a program or a person can give is one of `names`.
  static func hostile() throws -> RunSummary {
    let steps = names.enumerated().map { number, name in
      Story.step("web.s\(number)", .restore, name, budget: 2, on: HostName(name))
    }
    let name = names.joined(separator: " ")
    var runbook = PlannedRunbook(name: "web", title: name, path: name, purpose: name, scope: name, exclusions: names)
    runbook.scenario = name
    let service = PlannedService(
      name: ServiceName(name), runbook: "web", tier: .critical, target: .standard, fallback: name)
    var story = Story(Story.plan([runbook], [service], steps, site: name))
    try story.open()
    for (number, name) in names.enumerated() {
      try story.begin("web.s\(number)", at: Double(number))
      try story.finish("web.s\(number)", at: Double(number) + 0.5, .ask, result: .failed, exit: 1, message: name)
      try story.ask(
        "web.s\(number)", at: Double(number) + 0.5, name, answered: Double(number) + 0.7, .skip, why: name)
    }
    for (number, name) in names.enumerated() { try sayOfHost(name, number, &story) }
    try story.say(.bookkeepingLost(BookkeepingLoss(reason: name)), at: 40)
    try story.end(.failed, at: 50)
    return story.summary
  }

  private static func sayOfHost(_ name: String, _ number: Int, _ story: inout Story) throws {
    try story.say(
      .hostContacted(
        HostContact(
          host: HostName(name), destination: name, key: name, fingerprint: name, trust: .known, boot: name,
          system: name,
          clockOffset: .seconds(-2), jobFolders: JobPlace(path: name, identity: name))), at: 30)
    let request = AdHocRequest(
      id: number, host: HostName(name), command: .script(name), by: Operator(user: name), reason: name,
      requested: Story.opened)
    let id = AttemptID(adHoc: number, root: "web")
    try story.say(.adHocStarted(AdHocIntent(attempt: id, request: request, destination: name)), at: 31)
    let report = AttemptReport(.unknown, message: name)
    try story.say(.adHocFinished(AdHocEnd(attempt: id, report: report)), at: 32)
  }

  /// Steps one after another, in as many runbooks as asked for.
  static func many(_ count: Int, runbooks: Int) throws -> RunSummary {
    let phases: [Phase] = [.install, .restore, .verify]
    let each = count / runbooks
    let names = (0..<runbooks).map { "r\($0)" }
    var steps: [PlannedStep] = []
    for name in names {
      for number in 0..<each {
        let part = number * phases.count / each
        steps.append(Story.step("\(name).s\(number)", phases[part], budget: 0.1, check: part == 2))
      }
    }
    let services = names.map {
      PlannedService(name: ServiceName($0), runbook: RunbookName($0), tier: .routine, target: .standard)
    }
    let plan = Story.plan(
      names.map { PlannedRunbook(name: RunbookName($0), title: $0, path: $0) }, services, steps)
    var story = Story(plan)
    try story.open()
    var time = 0.0
    for (number, step) in steps.enumerated() {
      let isBad = number % 997 == 996
      try story.run(step.id.description, from: time, to: time + 0.08, isBad ? .failed : .passed, exit: isBad ? 1 : 0)
      time += 0.1
    }
    try story.end(.failed, at: time)
    return story.summary
  }

  /// Not even opened, and without a step.
  static func nothing() -> RunSummary {
    Story(Story.plan([], [], [])).summary
  }
}
