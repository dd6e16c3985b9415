internal import RunbookModel

/// The keys of a step: those of its kind, of which it has exactly one, and the common ones.
enum StepFormat {
  static let step = MappingFormat(
    name: "a step", keys: headKeys + KindFormat.keys + orderKeys + workKeys + checkKeys + dataKeys,
    exactlyOne: KindFormat.keys.map(\.name), companions: [.init(key: "every", needs: "within")])

  private static let headKeys = [
    KeyFormat("id", .text(.name), required: true, "The step's name, unique within the runbook."),
    KeyFormat("name", .text(.words), "What people read; the id without it."),
    KeyFormat("about", .text(.words), "Why the step is there, what to look out for."),
    KeyFormat("links", .oneOrMany(.text(.words)), "Where to read more."),
    KeyFormat("role", .text(.name), "Who does it."),
    KeyFormat("on", .text(.name), "The host it works on; this machine without it."),
    KeyFormat("become", .mapping(become), "As whom it works."),
  ]

  private static let orderKeys = [
    KeyFormat(
      "needs", .oneOrMany(.text(.reference)),
      "Steps and phases to wait for: load, restore, database.load, above. Everything above without it, nothing with []."
    ),
    KeyFormat("gate", .text(.boolean), "Nothing below it in the runbook passes it."),
    KeyFormat("unguarded", .text(.boolean), "It may pass the gates above it."),
    KeyFormat("if", .text(.words), "The step is left out unless this condition holds."),
    KeyFormat("only", .choice(RunMode.allCases.map(\.rawValue)), "The one mode in which it runs."),
    KeyFormat("skip_if", .text(.words), "A command that succeeds when the work is already done."),
  ]

  private static let workKeys = [
    KeyFormat(
      "with", .table(names: .variable, of: .text()), "Environment variables of the script, names of the template."),
    KeyFormat("files", .oneOrMany(.text(.path)), "Files beside the runbook that the script finds in its folder."),
    KeyFormat("outputs", .oneOrMany(.text(.name)), "Names the script must append to $HALFHOUR_OUTPUT as name=value."),
    KeyFormat("timeout", .text(.duration), "How long each attempt may take."),
    KeyFormat("budget", .text(.duration), "How long the step is planned to take."),
    KeyFormat("retry", .mapping(retry), "How it is tried again when it fails."),
    KeyFormat("on_failure", .choice(Step.OnFailure.allCases.map(\.rawValue)), "What a failure means for the run."),
    KeyFormat(
      "on_unknown", .choice(Step.OnUnknown.allCases.map(\.rawValue)),
      "What to do when nobody knows how an attempt ended; ask."),
    KeyFormat("idempotent", .text(.boolean), "Doing it twice does no harm."),
    KeyFormat("undo", .text(.words), "A command that takes back what the step did."),
    KeyFormat("provides", .mapping(provides), "The address that the step gives to a host."),
    KeyFormat("live_ok", .text(.words), "Why a live address may stand here in a drill."),
    KeyFormat("log", .text(.size), "How much of its output is kept, such as 10MB."),
  ]

  private static let checkKeys = [
    KeyFormat(
      "expect", .mapping(ExpectationFormat.expectation), "What must hold of its answer; makes the step a check."),
    KeyFormat("within", .text(.duration), "Ask again until the check holds, this long."),
    KeyFormat("every", .text(.duration), "How long to wait between two questions; 2s."),
    KeyFormat("seen_red", .mapping(seenRed), "Why a drill doesn't see this check fail first."),
  ]

  private static let dataKeys = [
    KeyFormat("recovery_point", .text(.words), "When the data are from that are back after this step."),
    KeyFormat("size", .text(.words), "How many bytes the step moves."),
  ]

  /// Damage on purpose: the keys of a step that make sense for it, and how it is taken back.
  static let damage = MappingFormat(
    name: "a break",
    keys: (headKeys + workKeys).filter {
      ["id", "name", "about", "on", "become", "with", "files", "timeout"].contains($0.name)
    }
      + [
        KeyFormat("run", .text(.words), required: true, "A script that does the damage."),
        KeyFormat("mend", .text(.words), required: true, "A script that takes it back."),
      ])

  static let become = MappingFormat(
    name: "become",
    keys: [
      KeyFormat("user", .text(.words), required: true, "As whom."),
      KeyFormat("with", .choice(Become.Command.allCases.map(\.rawValue)), "By which command; sudo."),
    ])

  static let retry = MappingFormat(
    name: "retry",
    keys: [
      KeyFormat("attempts", .text(.count(from: 1, to: 1_000)), required: true, "Tries in all, the first included."),
      KeyFormat("delay", .text(.duration), "The wait before the second try; 1s."),
      KeyFormat("backoff", .text(.factor), "What the wait grows by after each try; 1."),
      KeyFormat("reset", .text(.words), "A command that makes the ground clean before another try."),
    ])

  static let provides = MappingFormat(
    name: "provides",
    keys: [
      KeyFormat("host", .text(.name), required: true, "The host, as the site names it."),
      KeyFormat("address", .text(.words), required: true, "Its address, usually an output of this step."),
      KeyFormat("host_key", .text(.words), "Its public host key."),
    ])

  static let seenRed = MappingFormat(
    name: "seen_red",
    keys: [KeyFormat("skip", .text(.words), required: true, "The reason, which the report shows.")])
}
