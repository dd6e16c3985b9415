internal import RecoveryPlanning
internal import RunCore
internal import RunFolders
internal import RunbookModel

/// Makes an answer of what a person gave on the command line, and asks on a terminal for what is missing.
struct AnswerDraft {
  let desk: AnswerDesk
  let record: PromptRecord
  /// Nil where nobody can be asked.
  let asker: LineAsker?
  let me: PersonOptions

  private var prompt: Prompt { record.prompt }
  private var fields: [ManualTask.Field] { prompt.terms?.fields ?? [] }

  /// The answer, ready to be put; its files have been copied.
  ///
  /// Whether it can count at all is asked before anybody types anything, and before a file is copied.
  func answer(
    _ given: GivenChoice, fields texts: [String], attachments: [String], reason: String?
  ) async throws -> PromptAnswer {
    var answer = PromptAnswer(prompt: prompt.number, choice: given.choice, by: try person(for: given.choice))
    if case .option(let option) = given { answer.option = option }
    try refuseIfPointless(answer)
    var report = try FieldReport(fields: fields, texts: texts, attachments: attachments)
    guard report.isEmpty || given.choice == .done || texts.isEmpty else {
      throw CommandFailure("--field goes with --done")
    }
    if given.choice == .done {
      try askForFiles(&report)
      answer.fields = try await values(of: report)
    }
    answer.change = try await change(given)
    answer.reason = try await self.reason(reason, given.choice)
    if let objection = desk.state.objection(to: answer.imagined(with: report)) {
      throw CommandFailure("\(prompt.step): \(objection)")
    }
    answer.evidence = try attach(report)
    return answer
  }

  // MARK: - Who

  private func person(for choice: Choice) throws -> Operator {
    let site = desk.state.plan.site
    let person = try me.person(of: site)
    guard person.attested == nil, choice != .skip, choice != .stop, let role = prompt.terms?.role, let asker,
      !site.people.isEmpty
    else { return person }
    return try asker.person(of: site, role: role)
  }

  /// Nobody fills in fields for an answer that could not count anyway.
  private func refuseIfPointless(_ answer: PromptAnswer) throws(CommandFailure) {
    guard record.isOpen else {
      throw CommandFailure(record.answer.map(desk.late) ?? desk.refusal(of: answer, "the question is closed"))
    }
    // What is to be changed is asked for last.
    guard answer.choice != .amend || !prompt.choices.contains(.amend) else { return }
    if let objection = desk.state.objection(to: answer.imagined(filling: fields)) {
      throw CommandFailure("\(prompt.step): \(objection)")
    }
  }

  // MARK: - What

  private func askForFiles(_ report: inout FieldReport) throws(CommandFailure) {
    for field in fields where field.type == .file && report.path(of: field) == nil {
      guard let asker else {
        throw CommandFailure("\(field.name) is a file, and is missing; say it with --attach \(field.name)=PATH")
      }
      let path = try asker.ask("\(field.name) (\(FieldReading.hint(.file)))") {
        (text: String) throws(CommandFailure) in text
      }
      report.add(path, to: field)
    }
  }

  private func values(of report: FieldReport) async throws -> [FieldValue] {
    var values: [FieldValue] = []
    for field in fields {
      let value: String
      if field.type == .file {
        value = report.path(of: field).map(FieldReport.name) ?? ""
      } else if let text = report.text(of: field) {
        value = try FieldReading.value(text, of: field)
      } else if let asker {
        value = try asker.ask("\(field.name) (\(FieldReading.hint(field.type)))") {
          (text: String) throws(CommandFailure) in try FieldReading.value(text, of: field)
        }
      } else {
        throw CommandFailure("\(field.name) is missing; say it with --field \(field.name)=…")
      }
      values.append(FieldValue(name: field.name, value: value))
      try await desk.refuseSecret(in: values[values.count - 1])
    }
    return values
  }

  private func reason(_ given: String?, _ choice: Choice) async throws -> String? {
    if let given, given.contains(where: { !$0.isWhitespace }) { return await Me.typed(given, in: desk.state) }
    guard desk.needsReason(choice, prompt) else { return nil }
    guard let asker else { throw CommandFailure("this answer needs a --reason, which is recorded") }
    return await Me.typed(try asker.ask("Why") { (text: String) throws(CommandFailure) in text }, in: desk.state)
  }

  private func change(_ given: GivenChoice) async throws -> PlanChange? {
    switch given {
    case .plain, .option: return nil
    case .input(let text):
      try await editor.refuseSecret(in: text)
      return .input(try editor.inputChange(text, for: prompt.step))
    case .edit:
      guard let change = try await EditorSession(folder: desk.folder).change(of: prompt.step, with: editor) else {
        throw CommandFailure("\(prompt.step) was left as it is, and nothing was answered")
      }
      Output.line(TerminalText.harmless(change.difference))
      return .step(change)
    }
  }

  private var editor: StepEditor { StepEditor(folder: desk.folder, state: desk.state) }

  // MARK: - Files

  private func attach(_ report: FieldReport) throws -> [Evidence] {
    var kept: [Evidence] = []
    do {
      for file in report.files { kept.append(try desk.attach(file.path, field: file.field)) }
      if let warning = desk.warning(of: kept) { Output.error("WARNING: \(warning)") }
      return kept
    } catch {
      desk.discard(kept)
      throw error
    }
  }
}

extension AnswerDesk {
  /// A field becomes a value that later steps use, and hiding a part of it would make it another one.
  func refuseSecret(in field: FieldValue) async throws(CommandFailure) {
    guard await Me.typed(field.value, in: state) != field.value else { return }
    throw CommandFailure("\(field.name) holds a secret of the run, which would be recorded; say it in other words")
  }

  /// Whether whoever gives this answer must say why: what was done by hand in a step's place is a deviation, too.
  func needsReason(_ choice: Choice, _ prompt: Prompt) -> Bool {
    choice.needsReason || (choice == .done && prompt.subject != .manual)
  }
}

extension PromptAnswer {
  private static func imagined(_ field: String) -> Evidence {
    Evidence(field: field, name: "file", path: "evidence/file", sha256: "", bytes: 1)
  }

  /// The same answer as if everything that can still be asked for had been given.
  fileprivate func imagined(filling fields: [ManualTask.Field]) -> PromptAnswer {
    var answer = self
    answer.reason = "…"
    guard choice == .done else { return answer }
    answer.fields = fields.map { field in
      let value =
        switch field.type {
        case .number: "0"
        case .time: "2000-01-01T00:00:00+00:00"
        case .text, .file: "…"
        }
      return FieldValue(name: field.name, value: value)
    }
    answer.evidence = fields.filter { $0.type == .file }.map { Self.imagined($0.name) }
    return answer
  }

  /// The same answer as if its files had been copied.
  fileprivate func imagined(with report: FieldReport) -> PromptAnswer {
    var answer = self
    answer.evidence = report.files.compactMap { $0.field.map(Self.imagined) }
    return answer
  }
}
