internal import RunbookModel

/// Turns a checked mapping into a step.
struct StepDecoder {
  private let reader: MappingReader

  private static let kinds = StepKind.Word.written

  static func decode(_ reader: MappingReader, phase: Phase) -> StepDraft {
    let decoder = StepDecoder(reader: reader)
    let kinds = KindDecoder(reader: reader)
    let kind = kinds.kind(among: Self.kinds)
    return StepDraft(
      step: decoder.step(kind ?? .wait(WaitTime(.zero)), phase: phase), reader: reader, kindIsKnown: kind != nil,
      mentions: decoder.mentions + kinds.mentions)
  }

  private func step(_ kind: StepKind, phase: Phase) -> Step {
    Step(
      id: StepName(reader.string("id") ?? ""), location: reader.location, phase: phase, kind: kind,
      name: reader.string("name"), about: reader.string("about"), links: reader.strings("links"),
      on: reader.string("on").map { HostName($0) }, become: reader.reader("become").map(Self.become), needs: needs,
      gate: reader.flag("gate"), unguarded: reader.flag("unguarded"), condition: reader.text("if"),
      only: reader.choice("only"), skipIf: reader.text("skip_if"), with: with, files: reader.texts("files"),
      outputs: reader.strings("outputs").map { OutputName($0) }, timeout: reader.duration("timeout"),
      budget: reader.duration("budget"), retry: reader.reader("retry").map(Self.retry),
      expect: reader.reader("expect").map(ExpectationDecoder.expectation), polling: polling,
      onFailure: reader.choice("on_failure"), onUnknown: reader.choice("on_unknown") ?? .ask,
      idempotent: reader.flag("idempotent"), undo: reader.text("undo"), provides: provides,
      liveOK: reader.string("live_ok"), seenRedSkip: reader.reader("seen_red")?.string("skip"),
      logLimit: reader.string("log").flatMap(ByteCount.bytes(of:)),
      recoveryPoint: reader.text("recovery_point"), size: reader.text("size"),
      role: reader.string("role").map { RoleName($0) })
  }

  static func become(_ reader: MappingReader) -> Become {
    Become(user: reader.string("user") ?? "", with: reader.choice("with") ?? .sudo)
  }

  private var needs: Needs {
    guard reader.has("needs") else { return .standard }
    let references = reader.texts("needs")
    return Needs(
      above: references.contains { $0.text == Needs.aboveWord },
      references: references.filter { $0.text != Needs.aboveWord })
  }

  private var with: [WithValue] {
    reader.entries("with").compactMap { entry in entry.text.map { WithValue(name: entry.name.text, value: $0) } }
  }

  private static func retry(_ reader: MappingReader) -> Retry {
    Retry(
      attempts: reader.count("attempts") ?? 1, delay: reader.duration("delay") ?? .seconds(1),
      backoff: reader.string("backoff").flatMap { Double($0) } ?? 1, reset: reader.text("reset"))
  }

  private var polling: Polling? {
    guard let within = reader.duration("within") else { return nil }
    return reader.duration("every").map { Polling(within: within, every: $0) } ?? Polling(within: within)
  }

  private var provides: ProvidedHost? {
    guard let provides = reader.reader("provides"), let host = provides.string("host"),
      let address = provides.text("address")
    else { return nil }
    return ProvidedHost(host: HostName(host), address: address, hostKey: provides.text("host_key"))
  }

  private var mentions: [Mention] {
    var mentions: [Mention] = []
    if let host = reader.text("on") { mentions.append(Mention(.host, host)) }
    if let role = reader.text("role") { mentions.append(Mention(.role, role)) }
    if let host = reader.reader("provides")?.text("host") { mentions.append(Mention(.host, host)) }
    return mentions
  }
}

extension Needs {
  /// The word in a list of needs that stands for everything above the step.
  static let aboveWord = "above"
}
