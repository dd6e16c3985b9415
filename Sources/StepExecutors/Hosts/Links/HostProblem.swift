package import RunCore

/// Why a host can't be worked on now.
package enum HostProblem: Error, Hashable, Sendable {
  /// May be over in a moment: it is being booted, or the network is down.
  case passing(String)
  /// Trying again won't help before somebody changes something.
  case lasting(String)
  /// It answers, and nothing may be started on it.
  case refused(HostRefusal, String)

  var words: String {
    switch self {
    case .passing(let words), .lasting(let words), .refused(_, let words): words
    }
  }
}
