package import RunbookModel

/// What a report says of a machine that the run met under a host's name.
package struct HostSummary: Hashable, Sendable, Decodable {
  package var host: HostName
  package var destination: String
  package var fingerprint: String
  package var trust: KeyTrust
  /// Who confirmed the key, or which step gave it; nil for the other ways to trust one.
  package var vouchedBy: String?
  package var system: String
  @DurationText package var clockOffset: Duration
  /// Its clock is off by more than a person would overlook.
  package var isClockOff: Bool
  package var firstContacted: Moment

  static func all(in state: RunState) -> [HostSummary] {
    state.hosts.sorted { $0.key < $1.key }.flatMap { _, record in
      record.meetings.map { HostSummary($0, of: record) }
    }
  }

  private init(_ meeting: HostMeeting, of record: HostRecord) {
    let contact = meeting.contact
    host = contact.host
    destination = contact.destination
    fingerprint = contact.fingerprint
    trust = contact.trust
    switch contact.trust {
    case .confirmed:
      vouchedBy =
        record.acceptances.last {
          $0.refusal.subject == .unknownKey && $0.refusal.destination == contact.destination
            && $0.refusal.detail == contact.key
        }?.answer.by.description
    case .provided: vouchedBy = record.provided?.step.description
    case .site, .known: vouchedBy = nil
    }
    system = contact.system
    _clockOffset = DurationText(wrappedValue: contact.clockOffset)
    isClockOff = contact.isClockOff
    firstContacted = meeting.first
  }
}

extension HostSummary: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("clockOffset", clockOffset)
      json.member("destination", destination)
      json.member("fingerprint", fingerprint)
      json.member("firstContacted", firstContacted)
      json.member("host", host)
      json.member("isClockOff", isClockOff)
      json.member("system", system)
      json.member("trust", trust)
      json.member("vouchedBy", ifAny: vouchedBy)
    }
  }
}
