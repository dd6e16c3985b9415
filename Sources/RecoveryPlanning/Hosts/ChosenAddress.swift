internal import RunbookModel

/// The address that a host has in a run, and what chose it.
struct ChosenAddress {
  /// Nil where only a step of the run gives it.
  var destination: String?
  /// Nil where `--host` or a step gives it.
  var set: String?

  /// A person named it for this run, so that no step gives the host another.
  var isTold = false
}
