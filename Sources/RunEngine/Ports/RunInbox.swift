package import RunCore

/// What other processes have to say to the engine: answers and requests to stop.
package protocol RunInbox: Sendable {
  /// Everything that has come since the last call, in the order in which it came.
  func collect() async -> [RunEvent]
}
