internal import RecoveryPlanning
internal import RunCore
internal import RunFolders
internal import RunbookModel

/// Where a person's answer to an open question is judged, written down and told of.
///
/// Whoever has an answer to give uses it: `answer`, `resume`, and the terminal of the run itself.
struct AnswerDesk {
  let folder: RunFolder
  /// The run as the person sees it.
  let state: RunState

  init(folder: RunFolder, state: RunState) {
    self.folder = folder
    self.state = state
  }

  /// Writes the answer where the run finds it, and returns what to tell of that; it doesn't wait for the run.
  ///
  /// An answer that doesn't count, or comes after one that settles the question, is refused with the reason.
  func put(_ answer: PromptAnswer) throws(CommandFailure) -> String {
    let receipt: AnswerReceipt
    do throws(FolderError) {
      receipt = try AnswerInbox.put(answer, to: folder, asOf: state)
    } catch {
      throw CommandFailure(refusal(of: answer, error.message))
    }
    switch receipt {
    case .late(let first): throw CommandFailure(late(after: first))
    case .taken(let missing): return taken(answer, stillMissing: missing)
    }
  }

  /// Keeps a copy of a file with the run; refuses what isn't a file, and says where there is no room.
  ///
  /// Bookkeeping never stops a live recovery: where the run's folder takes nothing, memory holds the copy.
  func attach(_ path: String, field: String?) throws(CommandFailure) -> Evidence {
    let shelf = EvidenceShelf(folder)
    do throws(FolderError) {
      return try shelf.keep(path, field: field)
    } catch {
      guard state.plan.mode == .incident else { throw CommandFailure(error.message) }
      return try attachInMemory(path, field: field, shelf, error)
    }
  }

  /// What is wrong with the file itself is as wrong there, and what is told is the first problem.
  private func attachInMemory(
    _ path: String, field: String?, _ shelf: EvidenceShelf, _ problem: FolderError
  ) throws(CommandFailure) -> Evidence {
    do throws(FolderError) {
      return try shelf.keepInMemory(path, field: field)
    } catch {
      throw CommandFailure(problem.message)
    }
  }

  /// What to warn of where copies lie in memory; nil where all of them lie in the run's folder.
  func warning(of evidence: [Evidence]) -> String? {
    let inMemory = evidence.map(\.path).filter { $0.hasPrefix("/") }
    guard !inMemory.isEmpty else { return nil }
    return
      "\(folder.path) takes no file now: \(inMemory.joined(separator: ", ")) is in memory only. Move it before this machine goes down."
  }

  /// Takes the copies of an answer that was refused away again.
  func discard(_ evidence: [Evidence]) { evidence.forEach { EvidenceShelf(folder).discard($0) } }

  // MARK: - What is told

  private func taken(_ answer: PromptAnswer, stillMissing: Int) -> String {
    let step = record(answer.prompt)?.prompt.step.description ?? "question \(answer.prompt)"
    var words = "\(step): \(AnswerWords.said(answer)), said \(answer.by)."
    if stillMissing > 0 { words += " \(stillMissing) more must approve." }
    if let hint = hint(after: answer) { words += "\n" + hint }
    guard !folder.isInHand else { return words }
    return words + "\n" + nobodyHasIt
  }

  /// Nobody but who restored them by hand knows from when those data are.
  private func hint(after answer: PromptAnswer) -> String? {
    guard answer.choice == .done, let prompt = record(answer.prompt)?.prompt, prompt.terms == nil,
      let planned = state.plan.steps.first(where: { $0.id == prompt.step }), planned.step.recoveryPoint != nil,
      let service = planned.service
    else { return nil }
    return "From when its data are is not known now. Who knows it, says it: "
      + "halfhour note \(folder.name) --clock data-from=TIME --service \(service)"
  }

  private var nobodyHasIt: String {
    "Nobody has the run in hand. The answer is kept, and takes effect when the run is taken up: halfhour resume \(folder.name)"
  }

  func refusal(of answer: PromptAnswer, _ objection: String) -> String {
    guard let record = record(answer.prompt) else { return "\(objection). See: halfhour answer \(folder.name)" }
    if record.hasExpired, let timeout = record.prompt.terms?.timeout {
      return
        "\(record.prompt.step) was asked for \(timeout.roundedText), and nobody answered in time; its time-out has decided. See: halfhour watch \(folder.name)"
    }
    return "\(record.prompt.step): \(objection)"
  }

  /// Who came first, and what they said, so that nobody takes the run for having done what it was told last.
  func late(after first: PromptAnswer) -> String {
    let record = record(first.prompt)
    let step = record?.prompt.step.description ?? "question \(first.prompt)"
    let time = record?.closed.map { " at \($0.wall.timeOfDay)" } ?? ""
    let words = "\(step) has been answered already: \(first.by) said\(time): \(AnswerWords.said(first))."
    let next = folder.isInHand || state.ending != nil ? "" : " Take the run up: halfhour resume \(folder.name)"
    return "\(words) Your answer changes nothing.\(next)"
  }

  private func record(_ number: Int) -> PromptRecord? { state.prompts.first { $0.prompt.number == number } }
}

extension AnswerDesk {
  private static let pause = Duration.milliseconds(50)

  /// Waits a little for the run to take an answer that was put, and returns what to tell of that.
  ///
  /// Throws where another answer came first, or where what has happened since makes it count for nothing.
  func outcome(of answer: PromptAnswer, within limit: Duration = .seconds(2)) async throws -> String {
    let deadline = ContinuousClock.now + limit
    var journal = WatchedJournal(folder)
    var objection: String?
    while ContinuousClock.now < deadline {
      // Asked before reading: what was written before the run was let go of is read after it.
      let isInHand = folder.isInHand
      if let (now, _) = try journal.readIfChanged(),
        let record = now.prompts.first(where: { $0.prompt.number == answer.prompt })
      {
        if record.approvals.contains(where: { $0.word == answer }) || record.answer == answer {
          return record.isOpen ? "Taken." : "Taken; the run goes on."
        }
        objection = now.objection(to: answer)
        if !record.isOpen {
          let desk = AnswerDesk(folder: folder, state: now)
          throw CommandFailure(record.answer.map(desk.late) ?? desk.refusal(of: answer, "the question is closed"))
        }
      }
      guard isInHand else {
        if objection != nil { break }
        return nobodyHasIt
      }
      try await Task.sleep(for: Self.pause)
    }
    if let objection { throw CommandFailure(AnswerWords.ignored(answer, because: objection)) }
    return
      "It will be taken: the process that has the run in hand has not done so yet. See: halfhour watch \(folder.name)"
  }
}
