package import RunbookModel

/// Who acts: the operating system's user, and whom that user says to be.
package struct Operator: Hashable, Sendable, Decodable {
  package var user: String
  /// One of the site's people; nil where the user says nothing, or is none of them.
  package var attested: PersonName?
  /// How the user said so; nil where nothing was said.
  package var attestation: Attestation?

  package init(user: String, attested: PersonName? = nil, attestation: Attestation? = nil) {
    self.user = user
    self.attested = attested
    self.attestation = attestation
  }

  /// Whether both are the same person as far as the record can tell: by the attested names, else by the users.
  package func isSamePerson(as other: Operator) -> Bool {
    if let attested, let theirs = other.attested { return attested == theirs }
    return attested == nil && other.attested == nil && user == other.user
  }

  /// Whether both may be the same person: who gave no name may be anybody who works as the same user.
  package func mayBe(_ other: Operator) -> Bool {
    if let attested, let theirs = other.attested { return attested == theirs }
    return user == other.user
  }
}

/// How somebody attested to be a person of the site.
package enum Attestation: String, Hashable, Sendable, Decodable {
  /// `--as` on the command line.
  case option
  /// `HALFHOUR_AS` in the environment.
  case environment
  /// The user bears the person's name.
  case userName = "user-name"
  /// Typed on the run's terminal.
  case typed
}

extension Operator: CustomStringConvertible {
  package var description: String { attested.map { "\($0) (\(user))" } ?? user }
}

extension Operator: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("attestation", ifAny: attestation)
      json.member("attested", ifAny: attested)
      json.member("user", user)
    }
  }
}

extension Attestation: JSONWritable {}
