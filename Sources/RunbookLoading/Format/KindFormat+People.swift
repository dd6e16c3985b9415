internal import RunbookModel

extension KindFormat {
  static let manual = MappingFormat(
    name: "manual",
    keys: [
      KeyFormat("do", .text(.words), required: true, "What the person does."),
      KeyFormat(
        "fields", .table(names: .name, of: .choice(ManualTask.FieldType.allCases.map(\.rawValue))),
        "What the person reports, each with its type."),
    ] + patience(silence: .choice(["fail", "skip"]), "What holds when nobody answers in time: fail or skip; fail."))

  static let approve = MappingFormat(
    name: "approve",
    keys: [
      KeyFormat("by", .text(.name), required: true, "The role whose people may answer."),
      KeyFormat("question", .text(.words), required: true, "What they are asked."),
      KeyFormat("count", .text(.count(from: 1, to: 100)), "How many different people must approve; 1."),
      KeyFormat("excludes_starter", .text(.boolean), "Whoever started the run can't be one of them."),
    ]
      + patience(
        silence: .choice(["fail", "approve"]), "What holds when nobody answers in time: fail or approve; fail."))

  static let decide = MappingFormat(
    name: "decide",
    keys: [
      KeyFormat("question", .text(.words), required: true, "What is to be decided."),
      KeyFormat(
        "options", .either([.list(of: .text(.name)), .table(names: .name, of: .optional(.text(.words)))]),
        required: true,
        "Names, or names with what each means; at least two."),
      KeyFormat("facts", .table(names: .words, of: .text()), "What the person should know before choosing."),
      KeyFormat("by", .text(.name), "The role that decides."),
    ] + patience(silence: .text(.name), "What holds when nobody answers in time: fail, or an option; fail."))

  /// Keys of every kind that asks a person; the time-out itself is the step's.
  private static func patience(silence: Shape, _ about: String) -> [KeyFormat] {
    [
      KeyFormat("contact", .text(.words), "How to reach whoever should answer; that of the role's people without it."),
      KeyFormat(
        "remind", .text(.duration), "How often people are told again; as `updates` of the site say without it."),
      KeyFormat("on_timeout", silence, about),
    ]
  }

  static let reboot = MappingFormat(
    name: "reboot",
    keys: [KeyFormat("back_within", .text(.duration), "How long the host may take to come back.")])

  static let notify = MappingFormat(
    name: "notify",
    keys: [
      KeyFormat("channel", .text(.name), required: true, "One of the site's channels."),
      KeyFormat("message", .text(.words), required: true, "What people read."),
    ])
}
