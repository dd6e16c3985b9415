internal import ArgumentParser
internal import Foundation
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// Which person of the site gives the command.
struct PersonOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Who you are, one of the site's people; it is recorded as said by your user. (default: $HALFHOUR_AS, else the person whose name your user bears)",
      valueName: "person"))
  var person: String?

  /// Refuses a name that is none of the site's; without any word the operating system's user acts alone.
  func person(of site: PlannedSite, environment: [String: String] = Me.environment) throws(CommandFailure) -> Operator {
    if let person { return try attested(person, by: .option, site) }
    if let person = environment["HALFHOUR_AS"], !person.isEmpty { return try attested(person, by: .environment, site) }
    let namesake = PersonName(Me.user)
    guard site.person(namesake) != nil else { return Me.operation }
    return Operator(user: Me.user, attested: namesake, attestation: .userName)
  }

  private func attested(
    _ name: String, by attestation: Attestation, _ site: PlannedSite
  ) throws(CommandFailure) -> Operator {
    guard site.person(PersonName(name)) != nil else {
      let known = site.people.map(\.name.text).joined(separator: ", ")
      throw CommandFailure(
        known.isEmpty
          ? "the site names nobody under `people`, so nobody can be \(name)"
          : "the site knows nobody called \(name), but \(known)")
    }
    return Operator(user: Me.user, attested: PersonName(name), attestation: attestation)
  }
}
