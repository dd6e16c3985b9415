internal import ArgumentParser
internal import Foundation
internal import HistoryIndex
internal import Reporting
internal import RunCore
internal import RunEngine
internal import RunFolders

/// What is done when a process lets go of a run: the report, the index, the last words.
struct RunClosing {
  let session: RunSession
  let state: RunState

  func close(_ leaving: RunLeaving) async -> ExitCode {
    switch leaving {
    case .finished(let ending): return await finish(ending)
    case .waiting(let prompts): wait(prompts)
    case .left: leave()
    }
    return ExitStatus.waiting
  }

  private func finish(_ ending: RunEnding) async -> ExitCode {
    let summary = RunSummary(of: state)
    // The verdict first: whoever waits for it waits neither for reports nor for an index that somebody else holds.
    Output.line()
    Output.text(
      ClosingText.text(
        for: summary, reportPath: session.folder.report(extension: ReportFormat.html.fileExtension),
        journalHead: session.journal.endHead ?? session.journal.head, width: min(Output.width, 100)))
    ClosingAdvice.lines(state, session.opening.run).forEach { Output.line($0) }
    async let recorded: Void = record(summary)
    writeReports()
    await recorded
    return ExitCode(ending.verdict.exitStatus)
  }

  /// The reports stand beside the journal that they are made from; a report that can't be written changes no verdict.
  private func writeReports() {
    let maker = ReportMaker(state: session.state, folder: session.folder)
    do {
      try maker.write(maker.document(of: state, head: session.journal.head, endHead: session.journal.endHead))
    } catch {
      Output.error("WARNING: the report can't be written: \(error). Later: halfhour report \(session.opening.run)")
    }
  }

  /// The index is derived from the journals, so that a run without it loses nothing.
  private func record(_ summary: RunSummary) async {
    do {
      try HistoryIndex.open(session.state.index).record(summary, journalHead: session.journal.head)
    } catch {
      Output.error("WARNING: the index of runs can't be written: \(error). Later: halfhour runs --reindex")
    }
  }

  private func wait(_ prompts: [Prompt]) {
    let run = session.opening.run
    let numbers = Set(prompts.map(\.number))
    let questions = OpenQuestion.all(in: state, session.folder, at: SystemClock().now()).filter {
      numbers.contains($0.prompt.number)
    }
    Output.line()
    Output.line("The run waits for a person and can be resumed.")
    for question in questions {
      Output.line()
      QuestionText(question: question, width: min(Output.width, 100)).closingLines.forEach { Output.line($0) }
    }
    Output.line()
    if let tried = prompts.first(where: { $0.refusal == nil && $0.terms == nil }) {
      Output.line("Its log: halfhour logs \(run) \(tried.step)")
    }
    Output.line("After `halfhour answer`, take the run up again: halfhour resume \(run)")
  }

  private func leave() {
    Output.line()
    Output.line(
      "halfhour lets go of the run; jobs that run go on. Take it up again: halfhour resume \(session.opening.run)")
  }
}
