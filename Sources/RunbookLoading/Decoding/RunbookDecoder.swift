internal import RunbookModel
internal import YAMLTree

/// Turns a checked tree into a runbook.
enum RunbookDecoder {
  static func decode(_ node: YAMLNode, path: String) -> RunbookDraft {
    let reader = MappingReader(node, RunbookFormat.runbook)
    let steps = Phase.allCases.flatMap { phase in
      reader.readers(phase.rawValue).map { StepDecoder.decode($0, phase: phase) }
    }
    let breaks = reader.readers("breaks").map(BreakDraft.decode)
    let name = reader.string("runbook") ?? ""
    let service = reader.text("service")
    let runbook = Runbook(
      name: RunbookName(name), location: reader.location, title: reader.string("title") ?? name,
      service: service.map { ServiceName($0.text) }, strategy: reader.choice("strategy") ?? .rebuild,
      purpose: reader.string("purpose"), scenario: reader.string("scenario"), scope: reader.string("scope"),
      exclusions: reader.strings("exclusions"), risk: reader.string("risk"),
      inputs: reader.entries("inputs").compactMap(input),
      secrets: reader.entries("secrets").compactMap(secret), steps: steps.map(\.step),
      breaks: breaks.compactMap(\.damageAndMend),
      recovers: reader.texts("recovers"))
    return RunbookDraft(
      runbook: runbook, path: path, steps: steps, breaks: breaks, reader: reader,
      mentions: [service].compactMap { $0.map { Mention(.service, $0) } }
        + (steps + breaks.map(\.damage)).flatMap(\.mentions))
  }

  private static func input(_ entry: Entry) -> Input? {
    entry.reader.map {
      Input(
        name: InputName(entry.name.text), location: entry.location, standard: $0.string("default"),
        about: $0.string("about"))
    }
  }

  private static func secret(_ entry: Entry) -> Secret? {
    entry.reader.map {
      Secret(name: SecretName(entry.name.text), location: entry.location, source: source($0) ?? .environment(""))
    }
  }

  static func source(_ reader: MappingReader) -> SecretSource? {
    if let path = reader.string("file") { return .file(path) }
    if let name = reader.string("env") { return .environment(name) }
    return reader.has("command") ? .command(reader.strings("command")) : nil
  }
}
