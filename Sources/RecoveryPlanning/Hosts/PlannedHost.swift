package import RunbookModel

/// A host that a plan uses, as its run reaches it.
package struct PlannedHost: Hashable, Sendable {
  package var name: HostName
  /// Anything that `ssh` accepts; nil where a step of the run gives it.
  package var destination: String?
  /// One host for every mode: it is only read from, and gets no marker of the recovery.
  package var isShared: Bool
  /// Public keys that the site expects at this address, such as `ssh-ed25519 AAAA…`.
  package var keys: [String]
  /// The run works on the live address, where data may have survived, because a person said so.
  package var inPlace: Bool
  /// The address set that was chosen; nil where `--host` or a step gives the address.
  package var set: String?
  /// The steps that give the host its address while the run goes, for every step that waits for them.
  ///
  /// There are several only where conditions choose among them.
  package var providers: [StepID]
  /// As whom steps work there, unless they say otherwise.
  package var become: Become?

  package init(
    name: HostName, destination: String?, isShared: Bool = false, keys: [String] = [], inPlace: Bool = false,
    set: String? = nil, providers: [StepID] = [], become: Become? = nil
  ) {
    self.name = name
    self.destination = destination
    self.isShared = isShared
    self.keys = keys
    self.inPlace = inPlace
    self.set = set
    self.providers = providers
    self.become = become
  }
}
