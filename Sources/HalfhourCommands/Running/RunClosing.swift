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
    Output.line()
    Output.line("The run waits for a person and can be resumed.")
    for prompt in prompts {
      Output.line()
      Output.line(prompt.question)
      for choice in prompt.choices {
        if let way = Self.way(choice, of: prompt, run) { Output.line(way) }
      }
    }
    guard let tried = prompts.first(where: { $0.refusal == nil }) else { return }
    Output.line()
    Output.line("Its log: halfhour logs \(run) \(tried.step)")
  }

  /// How a person says so; a run that waits is stopped by a command of its own.
  private static func way(_ choice: Choice, of prompt: Prompt, _ run: RunID) -> String? {
    let resume = "halfhour resume \(run)"
    return switch choice {
    case .confirm where prompt.subject == .hostMarker:
      "  take the host over:    \(resume) --confirm \(prompt.step) --reason \"…\""
    case .confirm: "  it is the right host:  \(resume) --confirm \(prompt.step)"
    case .rerun where prompt.refusal != nil: "  look again:            \(resume) --rerun \(prompt.step)"
    case .rerun: "  try it once more:      \(resume) --rerun \(prompt.step)"
    case .done: "  it has been done:      \(resume) --done \(prompt.step) --reason \"…\""
    case .skip: "  go on without it:      \(resume) --skip \(prompt.step) --reason \"…\""
    case .stop, .amend, .approve, .reject, .decide, .cleanUp: nil
    }
  }

  private func leave() {
    Output.line()
    Output.line(
      "halfhour lets go of the run; jobs that run go on. Take it up again: halfhour resume \(session.opening.run)")
  }
}
