/// A name that an author gave to something; names of different things can't be mixed up.
package struct Name<Thing>: Hashable, Sendable {
  package let text: String

  package init(_ text: String) { self.text = text }
}

extension Name: CustomStringConvertible {
  package var description: String { text }
}

extension Name: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self.init(text) }
}

extension Name: Comparable {
  package static func < (left: Name, right: Name) -> Bool { left.text < right.text }
}

extension Name: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension Name: CodingKeyRepresentable {
  package var codingKey: any CodingKey { text.codingKey }

  package init?<Key: CodingKey>(codingKey: Key) { self.init(codingKey.stringValue) }
}

package typealias ServiceName = Name<Service>
package typealias HostName = Name<Host>
package typealias PersonName = Name<Person>
package typealias RoleName = Name<Role>
package typealias RunbookName = Name<Runbook>
package typealias StepName = Name<Step>
package typealias InputName = Name<Input>
package typealias SecretName = Name<Secret>
package typealias ChannelName = Name<Channel>

/// What a person may answer for; it has a name and nothing else.
package enum Role {}
