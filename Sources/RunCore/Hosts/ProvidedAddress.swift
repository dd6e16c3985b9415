internal import RecoveryPlanning
package import RunbookModel

/// The address that a step of the run gave to a host, and the keys by which it is known there.
package struct ProvidedAddress: Hashable, Sendable {
  package var step: StepID
  package var destination: String
  package var keys: [String]
}

/// Why an address or a key that a step gives can't be used, in words.
struct UnusableAddress: Error {
  var problem: String

  init(_ problem: String) { self.problem = problem }
}

extension ProvidedAddress {
  /// Refuses what `ssh` would take for something else, and in a drill the address of a live host.
  init(host: HostName, destination: String?, keys: String?, of step: StepID, in plan: Plan) throws(UnusableAddress) {
    guard let destination, !destination.isEmpty else {
      throw UnusableAddress("gives the host \(host) an empty address")
    }
    if let problem = AddressText.problem(of: destination) {
      throw UnusableAddress("gives the host \(host) \"\(destination)\", which is no address: \(problem)")
    }
    let address = AddressText.host(of: destination)
    if plan.mode == .drill, plan.liveDestinations.contains(where: { AddressText.host(of: $0) == address }) {
      throw UnusableAddress(
        "gives the host \(host) the live address \"\(destination)\", and a drill never touches what is live")
    }
    self.step = step
    self.destination = destination
    self.keys = []
    guard let keys else { return }
    guard let read = PublicKey.keys(in: keys) else {
      throw UnusableAddress("gives the host \(host) a `host_key` that is none: write it as \"ssh-ed25519 AAAA…\"")
    }
    self.keys = read
  }
}
