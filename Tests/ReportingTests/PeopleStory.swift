import RecoveryPlanning
import RunCore
import RunbookModel

/// An incident in which three people answer, change a step, note things, and put a clock right.
enum PeopleStory {
  private static let ruth = Operator(user: "root", attested: "ruth", attestation: .option)
  private static let anna = Operator(user: "anna", attested: "anna", attestation: .userName)

  private static var plan: Plan {
    var steps = [
      Story.step("till", .triage, "The till has its price list", check: true),
      Story.step("load", .restore, "Load the price list", budget: 60),
      Story.step("tea", .verify, "Tea has its price", check: true),
      Story.step("way", .cutover, "Which till is used?"),
      Story.step("old-till", .cutover, "The old till can't come back"),
      Story.step("owners", .accept, "The owners look at it"),
    ]
    let text = SourceText("x", start: Story.here)
    steps[3].step = prompt(
      "way", .cutover, .decide(Decision(question: text, options: [.init(name: "front"), .init(name: "back")])))
    steps[4].step = prompt(
      "old-till", .cutover,
      .manual(
        ManualTask(
          instructions: text, fields: [.init(name: "number", type: .number), .init(name: "photo", type: .file)])))
    steps[5].step = prompt("owners", .accept, .approve(Approval(by: "sales", question: text, count: 2)))
    var plan = Story.plan([Stories.runbook], [Stories.shop], steps, mode: .incident)
    plan.site.people = [
      PlannedPerson(name: "matthew", roles: ["operator"], contact: "ext. 101"),
      PlannedPerson(name: "ruth", roles: ["sales"], contact: "ext. 204"), PlannedPerson(name: "anna", roles: ["sales"]),
    ]
    return plan
  }

  private static func prompt(_ id: StepName, _ phase: Phase, _ kind: StepKind) -> Step {
    Step(id: id, location: Story.here, phase: phase, kind: kind)
  }

  static func summary() throws -> RunSummary {
    var story = Story(plan)
    try story.open(
      severity: .severe, reportedBy: "the till",
      carried: [
        CarriedFinding(
          run: RunID("20260820-090000-shop"),
          note: Note(
            number: 2, text: "The backup's password is known to one person", by: ruth,
            finding: FindingTerms(severity: .severe, owner: "matthew", due: "2026-09-30")),
          status: .accepted, noted: Story.stamp(-8_000_000).wall)
      ])
    for (time, by) in [(-480.0, Story.matthew), (-600.0, ruth)] {
      try story.say(
        .clockStamped(ClockStamp(clock: .disruption, time: Story.stamp(time).wall, by: by, source: "the night porter")),
        at: 1)
    }
    try story.say(
      .participantNoted(Participation(person: "ruth", roles: ["sales"], presence: .planned, by: Story.matthew)), at: 1)
    try story.say(.participantNoted(Participation(person: "ruth", presence: .present, by: ruth)), at: 40)
    try story.say(
      .participantNoted(Participation(person: "Jo of the tills", presence: .left, by: Story.matthew)), at: 50)
    try story.run("till", from: 1, to: 2, .failed, exit: 1, message: "the till answers nothing")
    try story.begin("load", at: 3)
    try story.finish("load", at: 5, .ask, result: .failed, exit: 1, message: "cp: cannot stat 'price'")
    try amend(&story)
    try story.run("load", from: 66, to: 70, recoveryPoint: -50_000)
    try story.run("tea", from: 70, to: 71)
    try people(&story)
    try story.end(.passedWithConditions, at: 400)
    return story.summary
  }

  private static func amend(_ story: inout Story) throws {
    try story.open(
      Prompt(
        number: 1, step: Story.id("load"), subject: .failure, question: "shop.load failed: cp: cannot stat 'price'",
        choices: Choice.afterTry), at: 5)
    var edited = story.state.plan.steps[1]
    edited.step = Step(
      id: "load", location: Story.here, phase: .restore, kind: .run(SourceText("cp prices spare", start: Story.here)),
      name: "Load the price list", budget: .seconds(60))
    let change = StepChange(
      step: edited, before: "- id: load\n  run: cp price spare\n", after: "- id: load\n  run: cp prices spare\n",
      difference:
        "--- shop.load as planned\n+++ shop.load as changed\n@@ -1,2 +1,2 @@\n - id: load\n-  run: cp price spare\n+  run: cp prices spare\n"
    )
    try story.say(
      .promptAnswered(
        PromptAnswer(
          prompt: 1, choice: .amend, reason: "The file is called prices.", by: Story.matthew, change: .step(change))),
      at: 66)
  }

  private static func people(_ story: inout Story) throws {
    try story.begin("way", at: 72)
    try story.open(
      Prompt(
        number: 2, step: Story.id("way"), subject: .decision, question: "Which till?", choices: Choice.decision,
        terms: PromptTerms(
          options: [.init(name: "front"), .init(name: "back")], timeout: .seconds(60), onTimeout: .choose("back"))),
      at: 72)
    try story.say(.promptExpired(PromptExpiry(prompt: 2)), at: 132)
    try story.begin("old-till", at: 133)
    try story.open(
      Prompt(
        number: 3, step: Story.id("old-till"), subject: .manual, question: "Switch the old till off.",
        choices: Choice.manual,
        terms: PromptTerms(
          role: "operator", fields: [.init(name: "number", type: .number), .init(name: "photo", type: .file)])), at: 133
    )
    try story.say(
      .promptAnswered(
        PromptAnswer(
          prompt: 3, choice: .done, by: Story.matthew,
          fields: [FieldValue(name: "number", value: "12"), FieldValue(name: "photo", value: "till|back.jpg")],
          evidence: [
            Evidence(field: "photo", name: "till|back.jpg", path: "3-till.jpg", sha256: Story.head, bytes: 48_211)
          ])), at: 200)
    try story.begin("owners", at: 200)
    try story.open(
      Prompt(
        number: 4, step: Story.id("owners"), subject: .approval, question: "Do the prices read as yesterday?",
        choices: Choice.approval, terms: PromptTerms(role: "sales", count: 2)), at: 200)
    try story.say(.promptAnswered(PromptAnswer(prompt: 4, choice: .approve, by: ruth)), at: 260)
    try story.say(
      .promptAnswered(PromptAnswer(prompt: 4, choice: .approve, reason: "Looked at ten.", by: anna)), at: 380)
    try story.say(.noted(Note(number: 1, text: "The porter called twice.", by: ruth)), at: 381)
    let terms = FindingTerms(severity: .moderate, owner: "matthew", due: "2026-12-01")
    try story.say(
      .noted(Note(number: 2, text: "The runbook named a file that never was.", by: Story.matthew, finding: terms)),
      at: 382)
    try story.say(
      .findingChanged(FindingChange(finding: 2, status: .retested, by: ruth, reason: "The edit is in the runbook.")),
      at: 383)
    try story.say(
      .updateSent(SentUpdate(channel: "managers", about: ["recovered"], text: "INCIDENT …", attempts: 3)), at: 390)
    try story.say(
      .updateSent(
        SentUpdate(channel: "office", about: ["finished"], text: "INCIDENT …", attempts: 1, problem: "no sendmail here")
      ),
      at: 391)
  }
}
