internal import ArgumentParser
internal import KnownGood
internal import RunbookLoading
internal import RunbookModel

struct ShowAnswersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows the recorded answers, or one of them whole.",
    discussion: """
      Examples:
        halfhour known-good show runbooks/shop/shop.yaml
        halfhour known-good show runbooks/shop orders-by-month

      Of a runbook it also shows which answers are missing, and which are older than their checks.
      """)

  @Argument(help: "A runbook, a service, or the folder of a site.")
  var place = "."
  @Argument(help: "The name of one answer, to be shown whole.")
  var name: String?
  @Option(help: "The path of the site file.")
  var site: String?
  @Option(help: "How to print the list.")
  var format: OutputFormat = .text

  func run() async throws {
    try await reportingFailures {
      let answers = try self.answers()
      if let name { return try show(name, of: answers) }
      switch format {
      case .json: Output.line(JSONWriter.text(of: answers))
      case .text:
        AnswerWording.print(
          answers.isEmpty
            ? ["No known-good answer yet. Record some with: halfhour known-good record RUNBOOK"]
            : AnswerTable(answers: answers).lines)
      }
    }
  }

  private func answers() throws -> [StoredAnswer] {
    if case .folder = FileSource.disk.kind(place) {
      let site = self.site ?? RunbookLoader.sitePath(forRunbook: PathText.join(place, "any.yaml"), files: .disk)
      return AnswerShelf.all(in: site.map(PathText.folder) ?? place).map { answer(at: $0) }
    }
    let path = try RunbookFinder.path(for: place, site: site, files: .disk)
    guard FileSource.disk.kind(path) != nil else { throw CommandFailure("\(path): there is no such file") }
    let (loaded, diagnostics) = RunbookLoader.load(runbook: path, site: site, files: .disk)
    guard let loaded else {
      DiagnosticPrinter.print(diagnostics)
      throw ExitStatus.invalid
    }
    var answers: [StoredAnswer] = []
    for runbook in loaded.runbooks {
      let folder = PathText.folder(of: loaded.paths[runbook.name] ?? "")
      for step in runbook.steps {
        guard step.hasExpectation, case .named(let name) = step.expect?.knownGood?.source else { continue }
        let path = PathText.join(
          loaded.siteFolder, KnownGoodStore.path(of: name, service: runbook.service, runbook: runbook.name))
        guard !answers.contains(where: { $0.path == path }) else { continue }
        let question = KnownGoodQuestion.digest(
          of: step, bytes: { FileSource.disk.contents(PathText.join(folder, $0)) })
        answers.append(answer(at: path, question: question))
      }
    }
    return answers
  }

  private func answer(at path: String, question: String? = nil) -> StoredAnswer {
    switch AnswerShelf.read(path) {
    case .nothing: StoredAnswer(path: path, state: .missing, file: nil)
    case .broken(let problem): StoredAnswer(path: path, state: .broken, problem: problem.description, file: nil)
    case .file(let file):
      StoredAnswer(path: path, state: question.map { $0 != file.question } == true ? .stale : .good, file: file)
    }
  }

  private func show(_ name: String, of answers: [StoredAnswer]) throws {
    let found = answers.filter { PathText.name(of: $0.path) == "\(name).txt" || $0.path.hasSuffix("/\(name).txt") }
    guard let answer = found.first else { throw CommandFailure("no known-good answer is called \(name) here") }
    guard found.count == 1 else {
      throw CommandFailure("\(name) could be \(found.map(\.path).joined(separator: ", ")): say SERVICE/NAME")
    }
    guard let file = answer.file else {
      throw CommandFailure(answer.problem ?? "\(answer.path) isn't recorded yet", status: ExitStatus.failure)
    }
    if format == .json { return Output.line(JSONWriter.text(of: answer)) }
    Output.text(Output.isTerminal ? TerminalText.harmless(file.text) : file.text)
  }
}
