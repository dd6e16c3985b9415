import RecoveryPlanning
import RunCore
import RunbookModel

@testable import RunFolders

/// Questions to people of a site that has some.
enum Questions {
  static let plan: Plan = {
    var plan = Sample.plan
    plan.site.people = ["ruth", "john", "amina"].map { PlannedPerson(name: PersonName($0), roles: ["sales"]) }
    plan.steps[0].step.kind = .approve(
      Approval(by: "sales", question: SourceText("Is all there?", start: Sample.here)))
    plan.site.people.append(PlannedPerson(name: "matthew", roles: ["operator"]))
    return plan
  }()

  static func person(_ name: String, user: String = "root") -> Operator {
    Operator(user: user, attested: PersonName(name), attestation: .option)
  }

  static func approval(_ name: String, user: String = "root") -> PromptAnswer {
    PromptAnswer(prompt: 1, choice: .approve, by: person(name, user: user))
  }

  static func rejection(_ name: String) -> PromptAnswer {
    PromptAnswer(prompt: 1, choice: .reject, reason: "orders are missing", by: person(name))
  }

  /// A run in which so many people of `sales` are to approve.
  static func run(_ stand: Stand, approvals count: Int) async throws -> RunFolder {
    let folder = try stand.run("20261121-045507-shop-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))")
    let text = PlanText(of: plan)
    try folder.write(text, files: [])
    let entries =
      Sample.beginning(of: plan) + [
        Sample.started(),
        .promptOpened(
          Prompt(
            number: 1, step: Sample.load, subject: .approval, question: "Is all there?", choices: Choice.approval,
            terms: PromptTerms(role: "sales", count: count))),
      ]
    try await JournalFile(folder, after: nil).append(Sample.entries(entries))
    return folder
  }
}
