import Foundation
import Reporting
import RunCore
import RunbookModel

/// Runs with all that a first page can tell of: costs, findings of several ages, sign-offs, checks that prove nothing.
enum ManagerStory {
  static let ruth = Operator(user: "ruth", attested: "ruth", attestation: .option)

  /// An incident with findings, of which one is overdue and one is lived with, and two signatures of one role.
  static func incident() throws -> RunSummary {
    var summary = try Incident.summary()
    summary.services[0].costPerHour = MoneyPerHour(hundredths: 20_000, currency: "USD")
    summary.services[1].costPerHour = MoneyPerHour(hundredths: 180_000, currency: "EUR")
    summary.drillEvery = .seconds(90 * 86_400)
    summary.carried = [
      carried(4, "The spare has one power supply", .open, due: "2026-10-01"),
      carried(5, "The backup's password is known to one person", .accepted, due: nil),
      carried(6, "Somebody else's", .closed, due: "2026-01-01"),
    ]
    summary.notes = [
      note(1, "The switch under the desk is not labelled", owner: "matthew", due: "2026-12-01", .open),
      note(2, "Nobody knew where the spare stood", owner: nil, due: nil, .retested),
      note(3, "Two people have the key of the server room", owner: "ruth", due: nil, .accepted),
    ]
    summary.signOffs = [
      signOff(.prepared, Story.matthew, at: 3_000), signOff(.reviewed, ruth, at: 9_000, remark: "The first version."),
      signOff(.reviewed, ruth, at: 90_000, remark: "With the clock put right.", key: true),
    ]
    return summary
  }

  /// A drill that passed in 24 minutes of 30, but for a check that passed without data, too.
  static func drill() throws -> RunSummary {
    var summary = try Stories.named("passed")
    summary.verdict = .passedWithConditions
    summary.findings = ["shop.files held on a machine without data: it proves nothing"]
    summary.drillEvery = .seconds(90 * 86_400)
    summary.services[0].costPerHour = MoneyPerHour(hundredths: 180_050, currency: "EUR")
    summary.services[0].rta = .seconds(1_080)
    summary.services[0].outage = .seconds(1_080)
    summary.proof = try JSONDecoder().decode(ProofSummary.self, from: Data(proof.utf8))
    return summary
  }

  private static let proof = """
    {"checks": [
      {"check": "shop.orders", "title": "Closed months hold the orders they held", "result": "red"},
      {"check": "shop.files", "title": "The site's files have the checksums they had", "result": "vacuous"}],
     "breaks": [
      {"id": "shop.lose-orders", "title": "Lose a month of orders", "result": "done", "isMended": true, "trials": [
        {"check": "shop.orders", "result": "slept"}, {"check": "shop.files", "result": "slept"}]}],
     "breaksThere": 1}
    """

  private static func carried(_ number: Int, _ text: String, _ status: FindingStatus, due: String?) -> CarriedFinding {
    CarriedFinding(
      run: RunID("20260820-090000-shop"),
      note: Note(
        number: number, text: text, by: ruth, finding: FindingTerms(severity: .severe, owner: "matthew", due: due)),
      status: status, noted: Story.stamp(-8_000_000).wall)
  }

  private static func note(_ number: Int, _ text: String, owner: PersonName?, due: String?, _ status: FindingStatus)
    -> NoteSummary
  {
    var story = Story(Stories.shopPlan())
    let terms = FindingTerms(severity: .moderate, owner: owner, due: due)
    let note = Note(number: 1, text: text, by: Story.matthew, finding: terms)
    var summary = story.noted(note, status, reason: "It is cheap to live with.")
    summary.note.number = number
    return summary
  }

  private static func signOff(
    _ role: SignOff.Role, _ by: Operator, at seconds: Double, remark: String? = nil, key: Bool = false
  ) -> Dated<SignOff> {
    Dated(
      SignOff(role: role, by: by, remark: remark, head: Story.head, signature: key ? "-----BEGIN SSH …" : nil),
      at: Moment(wall: Story.stamp(seconds).wall, elapsed: .seconds(seconds)))
  }
}

extension Story {
  /// The note as a run tells it when somebody has said what became of it.
  fileprivate mutating func noted(_ note: Note, _ status: FindingStatus, reason: String) -> NoteSummary {
    do {
      try open()
      try say(.noted(note), at: 2_900)
      if status != .open {
        try say(
          .findingChanged(FindingChange(finding: 1, status: status, by: ManagerStory.ruth, reason: reason)), at: 2_950)
      }
    } catch { preconditionFailure("\(error)") }
    return summary.notes[0]
  }
}
