internal import RunbookModel

extension HostRefusal {
  /// What was met, for a record and for the step's message.
  var words: String {
    switch subject {
    case .unknownKey: "\(host) at \(destination) shows a key that nobody has vouched for: \(shownKey)"
    case .foreignMarker: "another recovery works on \(host) at \(destination): \(detail)"
    case .liveKey: "the drill met a live host: \(destination), named \(host), shows the key of \(detail)"
    }
  }

  /// The question to somebody who is tired and must decide.
  func question(about step: StepID, before contact: HostContact?) -> String {
    switch subject {
    case .unknownKey: keyQuestion(step, before: contact)
    case .foreignMarker:
      "Another recovery works on \(host) at \(destination): \(detail). Two recoveries on one host destroy each other's "
        + "work, so \(step) waits. Confirm only when you know that the other one is over or gives the host up; then "
        + "this run takes it over."
    case .liveKey: words
    }
  }

  private func keyQuestion(_ step: StepID, before contact: HostContact?) -> String {
    let changed = contact.map { $0.destination == destination && $0.key != detail } ?? false
    let news =
      changed
      ? "Its key CHANGED during this run (it was \(contact?.fingerprint ?? "")). "
      : "A host that was installed anew has a new key, and so has a wrong machine. "
    return "Is this really the host \(host)? \(destination) shows the key \(shownKey), for which nobody has vouched. "
      + news
      + "On the host's own console, run: ssh-keygen -lf /etc/ssh/ssh_host_\(PublicKey.fileWord(of: detail))_key.pub — "
      + "confirm only if it prints the same. \(step) waits."
  }

  private var shownKey: String {
    let kind = detail.split(separator: " ").first.map { " (\($0))" } ?? ""
    return fingerprint.map { $0 + kind } ?? detail
  }
}
