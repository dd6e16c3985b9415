extension Step {
  package var kindWord: StepKind.Word { content.kindWord }

  package var hasExpectation: Bool { content.fields.$expect }

  /// A step that proves something: a probe, or anything with an `expect`.
  package var isCheck: Bool { kindWord.isProbe || hasExpectation }

  /// Whether the step may leave the world different from how it found it (DESIGN.md section 2, "Step kinds").
  package var changesState: Bool {
    switch kindWord {
    case .run: !hasExpectation && phase != .precheck && phase != .triage
    case .copy, .template, .reboot: true
    case .manual: phase > .precheck
    case .http, .tcp, .dns, .sql, .approve, .decide, .wait, .notify, .isolation: false
    }
  }

  /// The step is there to ask people, and starts nothing itself but its `skip_if`.
  package var asksPeople: Bool { kindWord == .manual || kindWord == .approve || kindWord == .decide }

  /// Nothing below it in its runbook may pass it: prechecks, approvals, decisions, and what says so.
  package var isGate: Bool {
    gate || phase == .precheck || kindWord == .approve || kindWord == .decide
  }

  /// Doing it again can do no harm, because its author says so or because its kind is so.
  package var mayRunAgain: Bool {
    switch kindWord {
    case .copy, .template, .wait, .http, .tcp, .dns, .sql, .isolation: true
    case .run, .manual, .approve, .decide, .reboot, .notify: idempotent || isCheck
    }
  }

  /// How long an attempt of a probe may take that says nothing else.
  package static let probeTimeout = Duration.seconds(30)

  /// How long one attempt may take: the step's own `timeout`; without it a probe ends all the same.
  package var attemptTimeout: Duration? { timeout ?? (kindWord.isProbe ? Self.probeTimeout : nil) }
}
