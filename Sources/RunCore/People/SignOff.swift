package import RunbookModel

/// Somebody's word that the record of a run is what they say it is, and up to which line of its journal.
package struct SignOff: Hashable, Sendable, Decodable {
  /// In the order in which a record is signed.
  package enum Role: String, Hashable, Sendable, Decodable, CaseIterable {
    /// Wrote the record up.
    case prepared
    /// Read it and found it right.
    case reviewed
    /// Took note of it, for those who answer for the company.
    case acknowledged
  }

  package var role: Role
  package var by: Operator
  package var remark: String?
  /// The SHA-256 of the journal's last line when it was signed off; all up to there is meant.
  package var head: String
  /// An SSH signature of `statement`, as `ssh-keygen -Y sign` writes it; nil where nothing was signed with a key.
  package var signature: String?
  /// As that of a note.
  package var told: Int?

  package init(role: Role, by person: Operator, remark: String? = nil, head: String, signature: String? = nil) {
    self.role = role
    by = person
    self.remark = remark
    self.head = head
    self.signature = signature
  }

  /// The namespace under which `ssh-keygen -Y` signs a statement.
  package static let namespace = "halfhour-sign-off"

  /// The text that is signed: what is signed off, by whom and as what, a line each.
  ///
  /// No two sign-offs have the same: a line's first word says what it is, and no value goes on behind its line.
  package func statement(of run: RunID) -> String {
    var lines = [("run", run.text), ("journal", head), ("role", role.rawValue), ("user", by.user)]
    if let person = by.attested { lines.append(("person", person.text)) }
    if let remark { lines.append(("remark", remark)) }
    return "halfhour sign-off 1\n" + lines.map { "\($0) \(Self.escaped($1))\n" }.joined()
  }

  /// With `\\`, `\n` and `\r` for what would end a line, and for the backslash itself; scalar by scalar, as `jq` sees it.
  private static func escaped(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": line.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": line.append(contentsOf: "\\n".unicodeScalars)
      case "\r": line.append(contentsOf: "\\r".unicodeScalars)
      default: line.append(scalar)
      }
    }
    return String(line)
  }
}

extension Operator {
  /// Who it is as far as somebody said so, else the system's user.
  package var name: String { attested?.text ?? user }
}

extension SignOff: JSONWritable {
  package func write(to json: inout JSONWriter) { json.object { writeMembers(to: &$0) } }

  func writeMembers(to json: inout JSONWriter) {
    json.member("by", by)
    json.member("head", head)
    json.member("remark", ifAny: remark)
    json.member("role", role)
    json.member("signature", ifAny: signature)
    json.member("told", ifAny: told)
  }
}

extension SignOff.Role: JSONWritable {}
