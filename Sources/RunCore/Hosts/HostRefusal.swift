package import RunbookModel

/// Why nothing was started on a host although it answers.
package struct HostRefusal: Hashable, Sendable, Decodable {
  package enum Subject: String, Sendable, Decodable, CaseIterable {
    /// It shows a key that nobody vouches for; a person may confirm it. `detail` is the public key.
    case unknownKey = "unknown-key"
    /// Another recovery left its marker; a person may take the host over. `detail` is what the marker says.
    case foreignMarker = "foreign-marker"
    /// In a drill, it shows the key of a live host, so that nothing of the run may go on. `detail` names that host.
    case liveKey = "live-key"
  }

  package var subject: Subject
  package var host: HostName
  package var destination: String
  package var detail: String
  /// Of a key: `SHA256:…`, as the host's console shows it.
  package var fingerprint: String?

  package init(subject: Subject, host: HostName, destination: String, detail: String, fingerprint: String? = nil) {
    self.subject = subject
    self.host = host
    self.destination = destination
    self.detail = detail
    self.fingerprint = fingerprint
  }
}
