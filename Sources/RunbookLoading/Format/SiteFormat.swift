internal import RunbookModel

/// The keys of `site.yaml`.
enum SiteFormat {
  static let site = MappingFormat(
    name: "a site",
    keys: [
      KeyFormat(
        "site", .text(.words), required: true, "The company's name; live recoveries are confirmed by typing it."),
      KeyFormat("target", .mapping(target), "What a service has unless it says otherwise; 30m without it."),
      KeyFormat("allowances", .mapping(allowances), "The time people need before a run starts; drills add it."),
      KeyFormat("drill_every", .text(.duration), "How often every runbook is to be drilled."),
      KeyFormat("services", .table(names: .name, of: .mapping(service)), "What users miss when it is down."),
      KeyFormat("hosts", .table(names: .name, of: .mapping(host)), "Machines, each with its addresses."),
      KeyFormat("people", .table(names: .name, of: .mapping(person)), "Who takes part in recoveries."),
      KeyFormat("vendors", .table(names: .name, of: .mapping(vendor)), "Whom to call when their part is down."),
      KeyFormat("channels", .table(names: .name, of: .mapping(channel)), "How people are told how a run goes."),
      KeyFormat("updates", .mapping(updates), "When people are told how a run goes, without anybody's asking."),
      KeyFormat("limits", .mapping(limits), "How many attempts may run at once."),
      KeyFormat(
        "isolation", .list(of: .mapping(isolation)),
        "Connections from drill hosts that must fail, tried before install."),
      KeyFormat(
        "ssh_config", .text(.path),
        "A configuration of ssh in the site's folder, in place of that of the person who starts the run."),
      KeyFormat("report", .mapping(report), "How reports look."),
    ])

  static let report = MappingFormat(
    name: "a report",
    keys: [
      KeyFormat(
        "language", .choice(ReportSettings.Language.allCases.map(\.rawValue)),
        "Of the report's own words; en. Other words can stand in `templates/words.json`."),
      KeyFormat(
        "dates", .choice(ReportSettings.DateStyle.allCases.map(\.rawValue)), "How a day is written; YYYY-MM-DD."),
      KeyFormat("logo", .text(.path), "A PNG, JPEG or SVG of at most 200 KB, in the site's folder or below it."),
      KeyFormat("colour", .text(.colour), "Of headings and lines, such as \"#00aa55\"."),
      KeyFormat("omit", .oneOrMany(.choice(ReportSection.names)), "Sections that are left out of the page."),
    ])

  static let target = MappingFormat(name: "a target", keys: targetKeys)

  private static let targetKeys = [
    KeyFormat("rto", .text(.duration), "Recovery time objective: how long until the service is back."),
    KeyFormat(
      "rpo", .text(.durationOrNone),
      "Recovery point objective: how old the restored data may be, or `none` where it is no matter."
    ),
    KeyFormat("clock", .choice(Target.Clock.allCases.map(\.rawValue)), "Where the recovery time begins; disruption."),
    KeyFormat("until", .choice(Target.End.allCases.map(\.rawValue)), "Where the recovery time ends; verified."),
  ]

  static let allowances = MappingFormat(
    name: "allowances",
    keys: [
      KeyFormat("detect", .text(.duration), "From the disruption until somebody notices; 0s."),
      KeyFormat("decide", .text(.duration), "Until a recovery is declared; 0s."),
      KeyFormat("mobilise", .text(.duration), "Until the run starts; 0s."),
    ])

  static let service = MappingFormat(
    name: "a service",
    keys: [
      KeyFormat(
        "tier", .choice(["critical", "important", "routine"]), required: true,
        "critical: the business stops; important: it slows; routine: it can wait."),
      KeyFormat("owner", .text(.name), "The role that answers for the service."),
    ] + targetKeys + [
      KeyFormat("depends_on", .oneOrMany(.text(.name)), "Services that must work before this one can."),
      KeyFormat("cost_per_hour", .text(.money), "What an hour of outage costs, such as 1800 EUR."),
      KeyFormat("fallback", .text(.words), "What the business does meanwhile."),
      KeyFormat("vendor", .text(.name), "The vendor to call when it is down, one of `vendors`."),
      KeyFormat("health", .mapping(health), "Is it up, when it isn't part of the run?"),
    ])

  static let health = MappingFormat(
    name: "a health check",
    keys: KindFormat.probeKeys + [
      KeyFormat("expect", .mapping(ExpectationFormat.expectation), "What must hold of the answer.")
    ], exactlyOne: KindFormat.probeKeys.map(\.name))

  static let host = MappingFormat(
    name: "a host",
    keys: Host.WellKnownSet.allCases.map { KeyFormat($0.rawValue, .text(.destination), addressAbout($0)) } + [
      KeyFormat("become", .mapping(StepFormat.become), "As whom steps work on this host."),
      KeyFormat(
        "host_keys", .either([keys, .table(names: .name, of: keys)]),
        "Public host keys: those of whichever address is used, or by address set those of each."),
    ], others: (.name, .text(.destination)))

  private static let keys = Shape.oneOrMany(.text(.hostKey))

  private static func addressAbout(_ set: Host.WellKnownSet) -> String {
    switch set {
    case .live: "Where it works every day, such as root@10.0.0.13; only --in-place works on it."
    case .spare: "Where an incident rebuilds it."
    case .drill: "Where a drill rebuilds it."
    case .both: "One address for every mode: data are read from it, never written to it."
    }
  }

  static let person = MappingFormat(
    name: "a person",
    keys: [
      KeyFormat("roles", .oneOrMany(.text(.name)), "What the person answers for."),
      KeyFormat("contact", .text(.words), "How to reach the person."),
    ])

  static let vendor = MappingFormat(
    name: "a vendor",
    keys: [
      KeyFormat("name", .text(.words), required: true, "The company's name."),
      KeyFormat("contract", .text(.words), "The number that they ask for."),
      KeyFormat("phone", .text(.words), "Where to call."),
      KeyFormat("hours", .text(.words), "When they answer, such as 24x7."),
    ])

  static let channel = MappingFormat(
    name: "a channel",
    keys: [
      KeyFormat(
        "webhook", .mapping(RunbookFormat.secret), "Where the address of the webhook is found: it is a secret."),
      KeyFormat("command", .list(of: .text()), "A program and its arguments; the message comes on standard input."),
      KeyFormat("email", .oneOrMany(.text(.words)), "Addresses, reached through sendmail."),
    ], exactlyOne: ["webhook", "command", "email"])

  static let updates = MappingFormat(
    name: "updates",
    keys: [
      KeyFormat("every", .text(.duration), "How often people are told, whatever happens."),
      KeyFormat(
        "on", .oneOrMany(.choice(UpdateEvent.allCases.map(\.rawValue))), "Of what at once; of everything without it."),
      KeyFormat("to", .oneOrMany(.text(.name)), "Channels; all of the site without it."),
      KeyFormat("spacing", .text(.duration), "The least time between two messages to one channel; 30s."),
      KeyFormat("remind", .text(.duration), "How often people are told of a question that waits; 5m."),
    ])

  static let limits = MappingFormat(
    name: "limits",
    keys: [
      KeyFormat("total", .text(.count(from: 1, to: 1_000)), "Attempts at once in all; 16."),
      KeyFormat("per_host", .text(.count(from: 1, to: 1_000)), "Attempts at once on each remote host; 4."),
    ])

  static let isolation = MappingFormat(
    name: "an isolation check",
    keys: [
      KeyFormat("on", .text(.name), required: true, "The host from which the connection is tried."),
      KeyFormat("tcp", .mapping(KindFormat.tcp), required: true, "What the host must fail to reach."),
    ])
}
