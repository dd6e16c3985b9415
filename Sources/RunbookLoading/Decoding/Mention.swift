internal import RunbookModel

/// A place where a file names something that the site must know.
struct Mention: Sendable {
  enum Kind: String, Sendable, CaseIterable { case host, service, role, channel, vendor }

  var kind: Kind
  var name: String
  var location: SourceLocation

  init(_ kind: Kind, _ text: SourceText) {
    self.kind = kind
    name = text.text
    location = text.start
  }
}
