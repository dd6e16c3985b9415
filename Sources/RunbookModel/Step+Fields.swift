extension Step {
  struct Fields: Hashable, Sendable {
    var id: StepName
    var location: SourceLocation
    var phase: Phase
    var kind: StepKind
    var name: String?
    var about: String?
    var links: [String]
    var on: HostName?
    var become: Become?
    var needs: Needs
    var gate: Bool
    var unguarded: Bool
    @Seldom var condition: SourceText?
    var only: RunMode?
    @Seldom var skipIf: SourceText?
    var with: [WithValue]
    var files: [SourceText]
    var outputs: [OutputName]
    var timeout: Duration?
    var budget: Duration?
    @Seldom var retry: Retry?
    @Seldom var expect: Expectation?
    @Seldom var polling: Polling?
    var onFailure: OnFailure?
    var onUnknown: OnUnknown
    var idempotent: Bool
    @Seldom var undo: SourceText?
    @Seldom var provides: ProvidedHost?
    var liveOK: String?
    var seenRedSkip: String?
    var logLimit: Int?
    @Seldom var recoveryPoint: SourceText?
    @Seldom var size: SourceText?
    var role: RoleName?
  }

  /// Never changes; a step that is changed gets another.
  final class Content: Sendable {
    let fields: Fields
    /// What is asked of every step time and again, gathered once.
    let scripts: [SourceText]
    let interpolatedTexts: [SourceText]
    let mayHoldNames: Bool
    let kindWord: StepKind.Word

    init(_ fields: Fields) {
      scripts = fields.scripts
      interpolatedTexts = fields.interpolatedTexts
      kindWord = fields.kind.word
      mayHoldNames = interpolatedTexts.contains(where: \.mayHoldNames)
      self.fields = fields
    }
  }

  private var fields: Fields {
    get { content.fields }
    set { content = Content(newValue) }
  }
}

// A table, one field a line.
// swift-format-ignore
extension Step {
  package var id: StepName { get { content.fields.id } set { fields.id = newValue } }
  package var location: SourceLocation { get { content.fields.location } set { fields.location = newValue } }
  package var phase: Phase { get { content.fields.phase } set { fields.phase = newValue } }
  package var kind: StepKind { get { content.fields.kind } set { fields.kind = newValue } }
  package var name: String? { get { content.fields.name } set { fields.name = newValue } }
  package var about: String? { get { content.fields.about } set { fields.about = newValue } }
  package var links: [String] { get { content.fields.links } set { fields.links = newValue } }
  /// Without a host the step works on the machine that runs halfhour.
  package var on: HostName? { get { content.fields.on } set { fields.on = newValue } }
  package var become: Become? { get { content.fields.become } set { fields.become = newValue } }
  package var needs: Needs { get { content.fields.needs } set { fields.needs = newValue } }
  package var gate: Bool { get { content.fields.gate } set { fields.gate = newValue } }
  package var unguarded: Bool { get { content.fields.unguarded } set { fields.unguarded = newValue } }
  package var condition: SourceText? { get { content.fields.condition } set { fields.condition = newValue } }
  package var only: RunMode? { get { content.fields.only } set { fields.only = newValue } }
  package var skipIf: SourceText? { get { content.fields.skipIf } set { fields.skipIf = newValue } }
  package var with: [WithValue] { get { content.fields.with } set { fields.with = newValue } }
  /// Paths relative to the runbook's folder.
  package var files: [SourceText] { get { content.fields.files } set { fields.files = newValue } }
  package var outputs: [OutputName] { get { content.fields.outputs } set { fields.outputs = newValue } }
  /// For each attempt.
  package var timeout: Duration? { get { content.fields.timeout } set { fields.timeout = newValue } }
  /// The planned time of the step.
  package var budget: Duration? { get { content.fields.budget } set { fields.budget = newValue } }
  package var retry: Retry? { get { content.fields.retry } set { fields.retry = newValue } }
  package var expect: Expectation? { get { content.fields.expect } set { fields.expect = newValue } }
  package var polling: Polling? { get { content.fields.polling } set { fields.polling = newValue } }
  package var onFailure: OnFailure? { get { content.fields.onFailure } set { fields.onFailure = newValue } }
  package var onUnknown: OnUnknown { get { content.fields.onUnknown } set { fields.onUnknown = newValue } }
  package var idempotent: Bool { get { content.fields.idempotent } set { fields.idempotent = newValue } }
  package var undo: SourceText? { get { content.fields.undo } set { fields.undo = newValue } }
  package var provides: ProvidedHost? { get { content.fields.provides } set { fields.provides = newValue } }
  package var liveOK: String? { get { content.fields.liveOK } set { fields.liveOK = newValue } }
  package var seenRedSkip: String? { get { content.fields.seenRedSkip } set { fields.seenRedSkip = newValue } }
  /// The most that is kept of the step's log, in bytes.
  package var logLimit: Int? { get { content.fields.logLimit } set { fields.logLimit = newValue } }
  package var recoveryPoint: SourceText? {
    get { content.fields.recoveryPoint }
    set { fields.recoveryPoint = newValue }
  }
  package var size: SourceText? { get { content.fields.size } set { fields.size = newValue } }
  package var role: RoleName? { get { content.fields.role } set { fields.role = newValue } }
}

extension Step: Hashable {
  package static func == (left: Step, right: Step) -> Bool {
    left.content === right.content || left.content.fields == right.content.fields
  }

  package func hash(into hasher: inout Hasher) { content.fields.hash(into: &hasher) }
}
