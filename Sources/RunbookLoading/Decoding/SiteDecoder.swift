internal import RunbookModel
internal import YAMLTree

/// Turns a checked tree into a site.
struct SiteDecoder {
  private var mentions: [Mention] = []
  private var expectations: [ServiceName: MappingReader] = [:]
  private var hostsInDoubt: Set<HostName> = []
  private var target = Target.standard

  static func decode(_ node: YAMLNode) -> SiteDraft {
    var decoder = SiteDecoder()
    let reader = MappingReader(node, SiteFormat.site)
    let site = decoder.site(reader)
    return SiteDraft(
      site: site, mentions: decoder.mentions, expectations: decoder.expectations, hostsInDoubt: decoder.hostsInDoubt,
      updates: reader.reader("updates"), sshConfig: reader.text("ssh_config"),
      logo: reader.reader("report")?.text("logo"))
  }

  private mutating func site(_ reader: MappingReader) -> Site {
    target = Self.target(reader.reader("target"), standard: .standard)
    return Site(
      name: reader.string("site") ?? "", location: reader.location, target: target,
      allowances: reader.reader("allowances").map(Self.allowances), drillEvery: reader.duration("drill_every"),
      services: reader.entries("services").compactMap { service($0) },
      hosts: reader.entries("hosts").compactMap { host($0) },
      people: reader.entries("people").compactMap(Self.person),
      vendors: reader.entries("vendors").compactMap(Self.vendor),
      channels: reader.entries("channels").compactMap(Self.channel), updates: updates(reader.reader("updates")),
      limits: Self.limits(reader.reader("limits")), isolation: reader.readers("isolation").compactMap { isolation($0) },
      sshConfig: reader.text("ssh_config").map { PathText.join(PathText.folder(of: $0.start.file), $0.text) },
      report: reader.reader("report").map(Self.report))
  }

  private static func report(_ reader: MappingReader) -> ReportSettings {
    let standard = ReportSettings()
    return ReportSettings(
      language: reader.choice("language") ?? standard.language, dates: reader.choice("dates") ?? standard.dates,
      logo: reader.text("logo").map { PathText.join(PathText.folder(of: $0.start.file), $0.text) },
      colour: reader.string("colour"), omit: reader.strings("omit"))
  }

  private static func target(_ reader: MappingReader?, standard: Target) -> Target {
    guard let reader else { return standard }
    return Target(
      rto: reader.duration("rto") ?? standard.rto,
      rpo: reader.string("rpo") == "none" ? nil : reader.duration("rpo") ?? standard.rpo,
      clock: reader.choice("clock") ?? standard.clock, until: reader.choice("until") ?? standard.until)
  }

  private static func allowances(_ reader: MappingReader) -> Allowances {
    Allowances(
      detect: reader.duration("detect") ?? .zero, decide: reader.duration("decide") ?? .zero,
      mobilise: reader.duration("mobilise") ?? .zero)
  }

  private mutating func service(_ entry: Entry) -> Service? {
    guard let reader = entry.reader else { return nil }
    if let owner = reader.text("owner") { mentions.append(Mention(.role, owner)) }
    if let vendor = reader.text("vendor") { mentions.append(Mention(.vendor, vendor)) }
    expectations[ServiceName(entry.name.text)] = reader.reader("health")?.reader("expect")
    let dependsOn = reader.texts("depends_on")
    mentions += dependsOn.map { Mention(.service, $0) }
    return Service(
      name: ServiceName(entry.name.text), location: entry.location, tier: Self.tier(reader.string("tier")),
      owner: reader.string("owner").map { RoleName($0) }, target: Self.target(reader, standard: target),
      dependsOn: dependsOn.map { ServiceName($0.text) },
      costPerHour: reader.string("cost_per_hour").flatMap { MoneyPerHour(runbookText: $0) },
      fallback: reader.string("fallback"), vendor: reader.string("vendor"),
      health: reader.reader("health").flatMap(Self.health))
  }

  private static func tier(_ word: String?) -> Service.Tier {
    word.flatMap { Service.Tier(rawValue: $0) } ?? .routine
  }

  private static func health(_ reader: MappingReader) -> Probe? {
    let kinds = KindDecoder(reader: reader)
    guard let kind = kinds.kind(among: [.http, .tcp, .dns, .sql]) else { return nil }
    return Probe(kind: kind, expect: reader.reader("expect").map(ExpectationDecoder.expectation))
  }

  private mutating func host(_ entry: Entry) -> Host? {
    guard let reader = entry.reader else { return nil }
    let wellKnown = Host.WellKnownSet.allCases.compactMap { set in
      reader.text(set.rawValue).map {
        Host.Address(set: set.rawValue, destination: $0.text, location: $0.start)
      }
    }
    let others = reader.others.compactMap { other in
      other.text.map { Host.Address(set: other.name.text, destination: $0.text, location: $0.start) }
    }
    if reader.keys(where: { $0 != "become" && $0 != "host_keys" }).count > wellKnown.count + others.count {
      hostsInDoubt.insert(HostName(entry.name.text))
    }
    return Host(
      name: HostName(entry.name.text), location: entry.location,
      addresses: (wellKnown + others).sorted { $0.location < $1.location },
      become: reader.reader("become").map(StepDecoder.become), hostKeys: Self.hostKeys(reader))
  }

  /// A comment behind a key is dropped, so that equal keys are equal texts.
  private static func hostKeys(_ reader: MappingReader) -> [HostKey] {
    func keys(_ texts: [SourceText], _ set: String?) -> [HostKey] {
      texts.compactMap { text in
        guard case .success(let key) = HostKeyText.read(text.text) else { return nil }
        return HostKey(key, set: set, location: text.start)
      }
    }
    return keys(reader.texts("host_keys"), nil)
      + reader.entries("host_keys").flatMap { keys($0.texts, $0.name.text) }
  }

  private static func person(_ entry: Entry) -> Person? {
    entry.reader.map {
      Person(
        name: PersonName(entry.name.text), location: entry.location, roles: $0.strings("roles").map { RoleName($0) },
        contact: $0.string("contact"))
    }
  }

  private static func vendor(_ entry: Entry) -> Vendor? {
    entry.reader.map {
      Vendor(
        key: entry.name.text, location: entry.location, name: $0.string("name") ?? "", contract: $0.string("contract"),
        phone: $0.string("phone"), hours: $0.string("hours"))
    }
  }

  private static func channel(_ entry: Entry) -> Channel? {
    guard let reader = entry.reader else { return nil }
    let way: Channel.Way
    if let source = reader.reader("webhook").flatMap(RunbookDecoder.source) {
      way = .webhook(source)
    } else if reader.has("command") {
      way = .command(reader.strings("command"))
    } else {
      way = .email(reader.strings("email"))
    }
    return Channel(name: ChannelName(entry.name.text), location: entry.location, way: way)
  }

  private mutating func updates(_ reader: MappingReader?) -> UpdateRules? {
    guard let reader else { return nil }
    let channels = reader.texts("to")
    mentions += channels.map { Mention(.channel, $0) }
    let standard = UpdateRules()
    let events = reader.strings("on").compactMap { UpdateEvent(rawValue: $0) }
    return UpdateRules(
      every: reader.duration("every"), on: reader.has("on") ? events : standard.on,
      to: channels.map { ChannelName($0.text) }, spacing: reader.duration("spacing") ?? standard.spacing,
      remind: reader.duration("remind") ?? standard.remind)
  }

  private static func limits(_ reader: MappingReader?) -> Limits {
    let standard = Limits()
    return Limits(
      total: reader?.count("total") ?? standard.total, perHost: reader?.count("per_host") ?? standard.perHost)
  }

  private mutating func isolation(_ reader: MappingReader) -> IsolationCheck? {
    guard let on = reader.text("on"), let connection = reader.reader("tcp").flatMap(KindDecoder.tcp) else { return nil }
    mentions.append(Mention(.host, on))
    return IsolationCheck(on: HostName(on.text), connection: connection, location: reader.location)
  }
}
