extension Step {
  /// Every text of the step in which `{{ … }}` stands for a value when it starts; scripts are not among them.
  package var interpolatedTexts: [SourceText] {
    with.map(\.value) + kind.interpolatedTexts + (expect?.interpolatedTexts ?? [])
  }

  /// The texts that are evaluated once the step has succeeded, when its own outputs are known, too.
  package var resultTexts: [SourceText] {
    [recoveryPoint, size, provides?.address, provides?.hostKey].compactMap { $0 }
  }

  /// Everything of the step that is a script.
  package var scripts: [SourceText] {
    var scripts = [skipIf, retry?.reset, undo, breaks].compactMap { $0 }
    if case .run(let script) = kind { scripts.insert(script, at: 0) }
    return scripts
  }
}

extension StepKind {
  package var interpolatedTexts: [SourceText] {
    switch self {
    case .run, .wait, .reboot: []
    case .copy(let copy): [copy.from, copy.to]
    case .template(let template): [template.from, template.to]
    case .http(let probe):
      [probe.url] + probe.headers.map(\.value) + [probe.body, probe.connectTo, probe.ca].compactMap { $0 }
    case .tcp(let probe): [probe.host, probe.port] + [probe.send].compactMap { $0 }
    case .dns(let probe): [probe.name] + probe.servers
    case .sql(let probe):
      [probe.database] + probe.parameters + [probe.host, probe.port, probe.user, probe.password].compactMap { $0 }
    case .manual(let task): [task.instructions]
    case .approve(let approval): [approval.question]
    case .decide(let decision): [decision.question] + decision.facts.map(\.value)
    case .notify(let notification): [notification.message]
    }
  }
}

extension Expectation {
  package var interpolatedTexts: [SourceText] {
    var texts = contains + matches + json.map(\.equals)
    texts += [equals, lines, rows, certificateDays].compactMap { $0 }
    if case .beside(let path) = knownGood { texts.append(path) }
    return texts
  }
}
