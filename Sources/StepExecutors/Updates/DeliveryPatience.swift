/// How long the delivery of a message may take, and how often it is tried.
package struct DeliveryPatience: Hashable, Sendable {
  /// One try over the network, from the connection to the end of the answer.
  package var webhook: Duration
  /// One try by a program; then it is killed with its group.
  package var program: Duration
  /// A message that could not be delivered for so long is given up.
  package var whole: Duration
  /// Before the second try; twice as long before each further one, up to `longestPause`.
  package var firstPause: Duration
  package var longestPause: Duration
  /// How many messages may wait for one channel.
  package var most: Int

  package init(
    webhook: Duration = .seconds(10), program: Duration = .seconds(30), whole: Duration = .seconds(900),
    firstPause: Duration = .seconds(2), longestPause: Duration = .seconds(60), most: Int = 100
  ) {
    self.webhook = webhook
    self.program = program
    self.whole = whole
    self.firstPause = firstPause
    self.longestPause = longestPause
    self.most = most
  }

  /// Before the try that follows this many; what the other side asks for counts, within bounds.
  func pause(after tries: Int, asked: Duration?) -> Duration {
    if let asked { return min(max(asked, .zero), longestPause) }
    var pause = firstPause
    for _ in 1..<max(1, tries) where pause < longestPause { pause *= 2 }
    return min(pause, longestPause)
  }
}
