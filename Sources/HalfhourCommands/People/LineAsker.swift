internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// Asks a person who sits at a terminal for what is missing, a line at a time.
struct LineAsker {
  /// Shows a text and reads the line that is typed behind it; nil at the end of the input.
  var read: (_ text: String) -> String?
  var tell: (_ line: String) -> Void

  /// Nil where nobody can be asked: input or output is no terminal.
  static var terminal: LineAsker? {
    guard Output.hasReader, Output.isTerminal else { return nil }
    return LineAsker(
      read: { text in
        Output.text(text)
        return readLine()
      },
      tell: { Output.line($0) })
  }

  private static let patience = 3

  /// Asks until something right is typed; an empty Enter says nothing, and three of them are no answer at all.
  func ask<Value>(
    _ text: String, _ accept: (String) throws(CommandFailure) -> Value
  ) throws(CommandFailure) -> Value {
    for _ in 1...Self.patience {
      guard let line = read("\(text): ") else { break }
      let typed = FieldReading.trimmed(line)
      if typed.isEmpty { continue }
      do throws(CommandFailure) { return try accept(typed) } catch { tell("  \(error.message)") }
    }
    throw CommandFailure("nothing was said, and nothing was answered")
  }

  /// Asks who somebody is; those who have the role come first.
  func person(of site: PlannedSite, role: RoleName?) throws(CommandFailure) -> Operator {
    let holders = role.map { site.people(with: $0) } ?? []
    let people = holders + site.people.filter { person in !holders.contains { $0.name == person.name } }
    for (number, person) in people.enumerated() {
      let roles = person.roles.map(\.text).joined(separator: ", ")
      tell("  \(number + 1)  \(person.name)" + (roles.isEmpty ? "" : "  (\(roles))"))
    }
    return try ask("Who are you? A number, or a name") { (typed: String) throws(CommandFailure) -> Operator in
      let chosen =
        Int(typed).flatMap { people.indices.contains($0 - 1) ? people[$0 - 1] : nil }
        ?? people.first { $0.name.text == typed }
      guard let chosen else { throw CommandFailure("that is none of them") }
      return Operator(user: Me.user, attested: chosen.name, attestation: .typed)
    }
  }
}
