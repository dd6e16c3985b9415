/// Why a job was not started; nothing of it ran, unless it was claimed before.
package enum JobStartError: Error, Hashable, Sendable {
  /// Its folder is there: somebody started it before; recover it.
  case alreadyClaimed(folder: String)
  /// A value, a script or a file can't be handed to it.
  case refused(reason: String)
  /// The machine would not do it.
  case failed(reason: String)
  /// Its host can't be worked on.
  case host(HostProblem)
}

extension JobStartError: CustomStringConvertible {
  /// The sentence for a person, who meets this error where a command begins, too.
  package var description: String { reason }
}
