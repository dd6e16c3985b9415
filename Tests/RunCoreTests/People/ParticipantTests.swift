import RecoveryPlanning
import RunbookModel
import Testing

@testable import RunCore

/// Who was expected, who came, who went.
struct ParticipantTests {
  private func tale() -> Tale {
    let approval = Plans.step("owner", .accept) { step in
      step.kind = .approve(Approval(by: "sales", question: SourceText("Well?", start: Plans.here)))
    }
    var plan = Plans.plan([Plans.step("load", .restore), approval])
    plan.site.people = [
      PlannedPerson(name: "ruth", roles: ["sales"]), PlannedPerson(name: "matthew", roles: ["operator"]),
      PlannedPerson(name: "anna", roles: ["network"]), PlannedPerson(name: "paul", roles: ["web"]),
    ]
    plan.services[0].owner = "network"
    return Tale(plan)
  }

  private func people(_ tale: Tale) -> [String] {
    RunSummary(of: tale.state).participants.map { person in
      "\(person.person) \(person.presence?.rawValue ?? "-")\(person.wasPlanned ? " planned" : "")"
    }
  }

  @Test func `whom questions and services name is expected, and who starts the run is there`() throws {
    var tale = tale()
    try tale.open()
    #expect(people(tale) == ["ruth - planned", "anna - planned", "matthew present"])
    #expect(RunSummary(of: tale.state).participants.map(\.roles) == [["sales"], ["network"], ["operator"]])
  }

  @Test func `who answers is there from then on`() throws {
    var tale = tale()
    try tale.open()
    try tale.start("load", at: 1)
    let id = AttemptID(step: Plans.id("load"), number: 1, purpose: .work)
    try tale.say(
      .stepFinished(AttemptEnd(attempt: id, report: AttemptReport(.failed), disposition: .ask)), at: 2)
    let prompt = Prompt(
      number: 1, step: Plans.id("load"), subject: .failure, question: "?", choices: Choice.afterTry)
    try tale.say(.promptOpened(prompt), at: 2)
    let ruth = Operator(user: "root", attested: "ruth", attestation: .option)
    try tale.say(.promptAnswered(PromptAnswer(prompt: 1, choice: .skip, reason: "x", by: ruth)), at: 60)
    #expect(people(tale).first == "ruth present planned")
    #expect(RunSummary(of: tale.state).participants.first?.since?.elapsed == .seconds(60))
  }

  @Test func `the last word on a person holds, and the first tells since when`() throws {
    var tale = tale()
    try tale.open()
    for (presence, second) in [(Participation.Presence.present, 10.0), (.left, 20), (.present, 30), (.absent, 40)] {
      try tale.say(
        .participantNoted(Participation(person: "anna", presence: presence, by: Tale.person)), at: second)
    }
    let anna = RunSummary(of: tale.state).participants.first { $0.person == "anna" }
    #expect(anna?.presence == .absent)
    #expect(anna?.since?.elapsed == .seconds(10))
    #expect(anna?.roles == ["network"], "nobody said another role than the site's")
  }
}
