package import RunCore
package import RunbookModel

/// A message on its way to one channel.
package struct UpdateMessage: Hashable, Sendable {
  package var channel: ChannelName
  /// What it tells of, as the journal will name it.
  package var about: [String]
  package var subject: String
  package var text: String
  package var written: WallTime
  /// Whether it tells of nothing in particular, so that it is the first to be left out where too many wait.
  package var isRegular: Bool

  package init(
    channel: ChannelName, about: [String], subject: String, text: String, written: WallTime, isRegular: Bool = false
  ) {
    self.channel = channel
    self.about = about
    self.subject = subject
    self.text = text
    self.written = written
    self.isRegular = isRegular
  }
}

/// Why a try to deliver a message came to nothing; the words hold no secret.
struct DeliveryProblem: Error, Hashable {
  var words: String
  /// Whether a further try can't help.
  var isFinal = false
  /// How long the other side asks us to wait.
  var after: Duration?
}
