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
    async let recorded: Void = record(summary)
    let report = await writeReports(summary)
    await recorded
    Output.line()
    Output.text(
      ClosingText.text(
        for: summary, reportPath: report, journalHead: session.journal.head, width: min(Output.width, 100)))
    ClosingAdvice.lines(state, session.opening.run).forEach { Output.line($0) }
    return ExitCode(ending.verdict.exitStatus)
  }

  /// The reports stand beside the journal that they are made from; a report that can't be written changes no verdict.
  private func writeReports(_ summary: RunSummary) async -> String? {
    let (folder, head) = (session.folder, session.journal.head)
    do {
      try await withThrowingTaskGroup { group in
        for format in ReportFormat.allCases {
          group.addTask {
            let report = try RunReport.render(summary, as: format, journalHead: head)
            try folder.writeReport(report, extension: format.fileExtension)
          }
        }
        try await group.waitForAll()
      }
      return folder.report(extension: ReportFormat.html.fileExtension)
    } catch {
      Output.error("WARNING: the report can't be written: \(error). Later: halfhour report \(session.opening.run)")
      return nil
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
