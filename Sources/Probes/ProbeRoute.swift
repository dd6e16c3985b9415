/// How a probe reaches a server: straight from here, or by a way through a host.
package protocol ProbeRoute: Sendable {
  /// A place to connect to from here, behind which `host:port` answers; it is closed when the probe is over.
  func entrance(to host: String, _ port: Int) async throws(ProbeProblem) -> ProbeEntrance
}

/// An address that can be dialled from this machine.
package struct ProbeEntrance: Hashable, Sendable {
  package var host: String
  package var port: Int

  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }
}

/// From this machine, to where the probe says.
package struct DirectRoute: ProbeRoute {
  package init() {}

  package func entrance(to host: String, _ port: Int) async throws(ProbeProblem) -> ProbeEntrance {
    ProbeEntrance(host: host, port: port)
  }
}
