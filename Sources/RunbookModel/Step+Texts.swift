extension Step {
  /// Every text of the step in which `{{ … }}` stands for a value when it starts; scripts are not among them.
  package var interpolatedTexts: [SourceText] { content.interpolatedTexts }

  /// Those of the texts that may hold a name: most steps have none, which is known at once.
  package var textsWithNames: [SourceText] {
    content.mayHoldNames ? content.interpolatedTexts.filter(\.mayHoldNames) : []
  }

  /// The texts that are evaluated once the step has succeeded, when its own outputs are known, too.
  package var resultTexts: [SourceText] { content.fields.resultTexts }

  /// Everything of the step that is a script.
  package var scripts: [SourceText] { content.scripts }
}

extension Step.Fields {
  var interpolatedTexts: [SourceText] {
    var texts = with.map(\.value)
    texts += kind.interpolatedTexts
    if let expect { texts += expect.interpolatedTexts }
    return texts
  }

  var resultTexts: [SourceText] {
    var texts: [SourceText] = []
    texts.add(recoveryPoint)
    texts.add(size)
    if let provides {
      texts.append(provides.address)
      texts.add(provides.hostKey)
    }
    return texts
  }

  var scripts: [SourceText] {
    var scripts: [SourceText] = []
    if case .run(let script) = kind { scripts.append(script) }
    scripts.add(skipIf)
    scripts.add(retry?.reset)
    scripts.add(undo)
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
      (probe.before + [probe.request]).flatMap(\.interpolatedTexts) + probe.redirectHosts
        + [probe.connectTo, probe.ca].compactMap { $0 }
    case .tcp(let probe), .isolation(let probe):
      [probe.host, probe.port] + [probe.send, probe.ca, probe.serverName].compactMap { $0 }
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
    var texts = contains
    texts += matches
    for value in json { texts.append(value.equals) }
    for header in headers { texts.append(header.equals) }
    texts.add(equals)
    texts.add(lines)
    texts.add(rows)
    texts.add(certificateDays)
    if case .beside(let path) = knownGood?.source { texts.append(path) }
    return texts
  }
}

extension [SourceText] {
  fileprivate mutating func add(_ text: SourceText?) {
    if let text { append(text) }
  }
}
