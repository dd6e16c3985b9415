/// What a step does; every step is of exactly one kind.
///
/// It is indirect so that a step has the same small size whatever its kind can hold.
package indirect enum StepKind: Hashable, Sendable {
  /// A script for POSIX sh, or for the interpreter that its `#!` line names.
  case run(SourceText)
  case copy(Copy)
  case template(TemplateFile)
  case http(HTTPProbe)
  case tcp(TCPProbe)
  case dns(DNSProbe)
  case sql(SQLProbe)
  case manual(ManualTask)
  case approve(Approval)
  case decide(Decision)
  case reboot(Reboot)
  /// Waits for a fixed time.
  case wait(WaitTime)
  case notify(Notification)
  /// In a drill, a connection to what is live that must fail; the planner makes such steps, and no author can.
  case isolation(TCPProbe)

  /// The word by which the format knows the kind.
  package enum Word: String, CaseIterable, Sendable, Codable {
    case run, copy, template, http, tcp, dns, sql, manual, approve, decide, reboot, wait, notify, isolation

    /// The kinds that a runbook can name.
    package static let written = allCases.filter { $0 != .isolation }
  }

  package var word: Word {
    switch self {
    case .run: .run
    case .copy: .copy
    case .template: .template
    case .http: .http
    case .tcp: .tcp
    case .dns: .dns
    case .sql: .sql
    case .manual: .manual
    case .approve: .approve
    case .decide: .decide
    case .reboot: .reboot
    case .wait: .wait
    case .notify: .notify
    case .isolation: .isolation
    }
  }
}

extension StepKind.Word {
  /// A probe is a check even without an `expect`.
  package var isProbe: Bool {
    switch self {
    case .http, .tcp, .dns, .sql: true
    case .run, .copy, .template, .manual, .approve, .decide, .reboot, .wait, .notify, .isolation: false
    }
  }

  /// Whether the kind asks a person.
  package var isPrompt: Bool {
    switch self {
    case .manual, .approve, .decide: true
    case .run, .copy, .template, .http, .tcp, .dns, .sql, .reboot, .wait, .notify, .isolation: false
    }
  }
}

/// The time of a `wait` step.
package struct WaitTime: Hashable, Sendable, Decodable {
  @DurationText package var duration: Duration

  package init(_ duration: Duration) { _duration = DurationText(wrappedValue: duration) }
}

/// A file or folder that is copied; either end may be `host:path`.
package struct Copy: Hashable, Sendable, Decodable {
  package var from: SourceText
  package var to: SourceText
  /// Permission bits in octal, as written; without it those of the source.
  package var mode: String?

  package init(from: SourceText, to: SourceText, mode: String? = nil) {
    self.from = from
    self.to = to
    self.mode = mode
  }
}

/// A file that is rendered from a Mustache template in text mode; its names come from `with` and inputs.
package struct TemplateFile: Hashable, Sendable, Decodable {
  /// A path relative to the runbook's folder.
  package var from: SourceText
  package var to: SourceText
  /// Permission bits in octal, as written; 0644 without it.
  package var mode: String?

  package init(from: SourceText, to: SourceText, mode: String? = nil) {
    self.from = from
    self.to = to
    self.mode = mode
  }
}

/// A restart of a host, over when the host is back under a new boot id.
package struct Reboot: Hashable, Sendable, Decodable {
  /// How long the host may take to come back.
  @OptionalDurationText package var backWithin: Duration?

  package init(backWithin: Duration? = nil) { _backWithin = OptionalDurationText(wrappedValue: backWithin) }
}

/// A message to people; it can never delay or fail a recovery.
package struct Notification: Hashable, Sendable, Decodable {
  package var channel: ChannelName
  package var message: SourceText

  package init(channel: ChannelName, message: SourceText) {
    self.channel = channel
    self.message = message
  }
}
