/// Why bytes did not get where they should.
enum TransferFailure: Error {
  /// The connection ended; another try may do better.
  case lost(String)
  case host(HostProblem)
  /// Trying again would end the same way.
  case problem(String)
  case cancelled, timedOut
}
