import RecoveryPlanning
import RunCore
import RunbookModel

/// Plans that ask people, at a site that has some.
enum Asking {
  static let session = RunEvent.sessionOpened(Tale.session)
  /// Somebody sits at the terminal.
  static let attended = RunEvent.sessionOpened(
    SessionOpening(boot: "b1", machine: "laptop", process: 7, by: Tale.person, interactive: true))

  static func person(_ name: PersonName) -> Operator { Operator(user: "desk", attested: name, attestation: .option) }

  static func text(_ text: String) -> SourceText { SourceText(text, start: Plans.here) }

  static func attempt(_ step: String, _ number: Int = 1, _ purpose: JobPurpose = .work) -> AttemptID {
    AttemptID(step: Plans.id(step), number: number, purpose: purpose)
  }

  static func plan(_ steps: [PlannedStep], mode: RunMode = .incident) -> Plan {
    var plan = Plans.plan(steps, mode: mode)
    plan.site.people = [
      PlannedPerson(name: "matthew", roles: ["sales"], contact: "ext. 101"),
      PlannedPerson(name: "ruth", roles: ["sales"], contact: "ext. 204"), PlannedPerson(name: "ann", roles: ["sales"]),
      PlannedPerson(name: "joe"),
    ]
    return plan
  }

  static func run(_ steps: [PlannedStep], mode: RunMode = .incident) -> Driven { Driven(plan(steps, mode: mode)) }

  static func manual(
    _ name: String, fields: [ManualTask.Field] = [], silence: Silence? = nil, _ change: (inout Step) -> Void = { _ in }
  ) -> PlannedStep {
    Plans.step(name, .restore) {
      $0.kind = .manual(
        ManualTask(
          instructions: text("Plug it in on {{ inputs.day }}"), fields: fields, patience: Patience(onTimeout: silence)))
      change(&$0)
    }
  }

  static func approve(
    _ name: String, count: Int = 1, excludesStarter: Bool = false, silence: Silence? = nil,
    _ change: (inout Step) -> Void = { _ in }
  ) -> PlannedStep {
    Plans.step(name, .accept) {
      $0.kind = .approve(
        Approval(
          by: "sales", question: text("Does it work?"), count: count, excludesStarter: excludesStarter,
          patience: Patience(onTimeout: silence)))
      change(&$0)
    }
  }

  static func decide(
    _ name: String, silence: Silence? = nil, _ change: (inout Step) -> Void = { _ in }
  ) -> PlannedStep {
    Plans.step(name, .install) {
      $0.kind = .decide(
        Decision(
          question: text("Which way?"), options: [.init(name: "rebuild"), .init(name: "failover")],
          facts: [
            .init(name: "day", value: text("{{ inputs.day }}")), .init(name: "lag", value: text("{{ inputs.lag }}")),
          ], patience: Patience(onTimeout: silence)))
      change(&$0)
    }
  }
}
