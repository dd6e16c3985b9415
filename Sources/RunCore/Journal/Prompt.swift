package import RunbookModel

/// A question to a person; its number is its generation, so an answer can't reach a later question by mistake.
package struct Prompt: Hashable, Sendable {
  package enum Subject: String, Sendable, Decodable {
    case failure
    /// Nobody knows how an attempt ended.
    case unknownOutcome = "unknown-outcome"
    /// A host shows a key for which nobody has vouched.
    case hostKey = "host-key"
    /// Another recovery left its marker on a host.
    case hostMarker = "host-marker"
    /// Work that a person does by hand and reports.
    case manual
    case approval
    case decision
    /// A drill has failed and is about to clean up; a person may want to look first.
    case cleanup
  }

  /// Counts from 1 within the run.
  package var number: Int
  /// The step that asks; before a cleanup the one that failed.
  package var step: StepID
  package var subject: Subject
  package var question: String
  package var choices: [Choice]
  /// What a person is shown of a host, so that the answer holds for that and for nothing else.
  package var refusal: HostRefusal?
  /// Set where the prompt is what its step is there for.
  package var terms: PromptTerms?

  package init(
    number: Int, step: StepID, subject: Subject, question: String, choices: [Choice], refusal: HostRefusal? = nil,
    terms: PromptTerms? = nil
  ) {
    self.refusal = refusal
    self.number = number
    self.step = step
    self.subject = subject
    self.question = question
    self.choices = choices
    self.terms = terms
  }
}

/// What a manual step, an approval or a decision asks for, with its values filled in when it was asked.
package struct PromptTerms: Hashable, Sendable {
  /// Who may answer; nil for anybody.
  package var role: RoleName?
  /// How many different people must approve.
  package var count: Int
  /// Somebody whose approval doesn't count: who started the run, where the author excludes them.
  package var excluded: Operator?
  /// What is to be reported, each with its type.
  package var fields: [ManualTask.Field]
  package var options: [Decision.Option]
  package var facts: [PromptFact]
  /// How to reach whoever should answer.
  package var contact: String?
  @OptionalDurationText package var remind: Duration?
  /// From the opening of the prompt.
  @OptionalDurationText package var timeout: Duration?
  package var onTimeout: Silence

  package init(
    role: RoleName? = nil, count: Int = 1, excluded: Operator? = nil, fields: [ManualTask.Field] = [],
    options: [Decision.Option] = [], facts: [PromptFact] = [], contact: String? = nil, remind: Duration? = nil,
    timeout: Duration? = nil, onTimeout: Silence = .fail
  ) {
    self.role = role
    self.count = count
    self.excluded = excluded
    self.fields = fields
    self.options = options
    self.facts = facts
    self.contact = contact
    _remind = OptionalDurationText(wrappedValue: remind)
    _timeout = OptionalDurationText(wrappedValue: timeout)
    self.onTimeout = onTimeout
  }
}

/// Something that a person should know before choosing.
package struct PromptFact: Hashable, Sendable, Decodable {
  package var name: String
  /// Says in words where a value is missing.
  package var value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// What a person can say to a prompt.
package enum Choice: String, Sendable, Decodable, CaseIterable {
  /// Try it once more.
  case rerun
  /// It has been done by hand, or is known to have succeeded; of a manual step: as asked.
  case done
  case skip
  /// End the run.
  case stop
  /// The host is the right one: its key, or taking it over, is accepted.
  case confirm
  /// Try it once more with another text of the step, or another input; the answer holds the change.
  case amend
  case approve
  /// The approval is refused; needs a reason.
  case reject
  /// One of the options, which the answer names.
  case decide
  /// Go on with the cleanup.
  case cleanUp = "clean-up"

  /// What can be said of a step that has been tried.
  package static let afterTry: [Choice] = [.rerun, .amend, .done, .skip, .stop]
  /// What can be said of a step whose host is refused.
  package static let beforeHost: [Choice] = [.confirm, .rerun, .skip, .stop]
  package static let manual: [Choice] = [.done, .skip, .stop]
  package static let approval: [Choice] = [.approve, .reject, .skip, .stop]
  package static let decision: [Choice] = [.decide, .skip, .stop]
  package static let beforeCleanup: [Choice] = [.cleanUp]

  /// Whether whoever says it must say why.
  package var needsReason: Bool {
    switch self {
    case .skip, .reject, .amend: true
    case .rerun, .done, .stop, .confirm, .approve, .decide, .cleanUp: false
    }
  }
}

/// A person's word on a prompt.
package struct PromptAnswer: Hashable, Sendable {
  package var prompt: Int
  package var choice: Choice
  package var reason: String?
  package var by: Operator
  /// With `decide`.
  package var option: String?
  /// With `done` of a manual step: what was reported, in the order of its fields; of a file its name.
  package var fields: [FieldValue]
  package var evidence: [Evidence]
  /// With `amend`.
  package var change: PlanChange?

  package init(
    prompt: Int, choice: Choice, reason: String? = nil, by: Operator, option: String? = nil, fields: [FieldValue] = [],
    evidence: [Evidence] = [], change: PlanChange? = nil
  ) {
    self.prompt = prompt
    self.choice = choice
    self.reason = reason
    self.by = by
    self.option = option
    self.fields = fields
    self.evidence = evidence
    self.change = change
  }
}

/// What a person reported in one field.
package struct FieldValue: Hashable, Sendable, Decodable {
  package var name: String
  package var value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// A file that a person attached; the run's folder keeps a copy.
package struct Evidence: Hashable, Sendable, Decodable {
  /// The field that asked for it; nil for one that was attached unasked.
  package var field: String?
  /// Its name as it was given, without its folders.
  package var name: String
  /// Under `evidence` in the run's folder; a whole path where that had no room.
  package var path: String
  package var sha256: String
  package var bytes: Int

  package init(field: String? = nil, name: String, path: String, sha256: String, bytes: Int) {
    self.field = field
    self.name = name
    self.path = path
    self.sha256 = sha256
    self.bytes = bytes
  }
}

/// The time of a prompt is over, and what its `onTimeout` says holds.
package struct PromptExpiry: Hashable, Sendable, Decodable {
  package var prompt: Int

  package init(prompt: Int) { self.prompt = prompt }
}
