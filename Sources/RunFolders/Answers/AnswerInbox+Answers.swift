package import RunCore
internal import RunbookModel

/// What became of an answer that was put.
package enum AnswerReceipt: Hashable, Sendable {
  /// It lies where the run finds it, durably; so many more people must approve.
  case taken(stillMissing: Int)
  /// Another answer came first and settles the question.
  case late(after: PromptAnswer)
}

extension AnswerInbox {
  /// Answers an open question; of several who answer it at once, the first wins.
  ///
  /// What nobody would ever take is refused before it is written. Answers that lie there already count as if the run
  /// had read them, so that all this holds as well while nobody has the run in hand.
  package static func put(_ answer: PromptAnswer, to run: RunFolder) throws(FolderError) -> AnswerReceipt {
    try put(answer, to: run, asOf: try run.readState().state)
  }

  /// The same, judged by what the run was when its state was read.
  package static func put(
    _ answer: PromptAnswer, to run: RunFolder, asOf state: RunState
  ) throws(FolderError) -> AnswerReceipt {
    // Each round that fails is one in which somebody else's answer came to lie there.
    for _ in 1...1_000 {
      let pending = PendingAnswers(to: answer.prompt, in: run)
      let standing = StandingAnswers(to: answer.prompt, in: state, pending: pending.answers)
      if let first = standing.closing { return .late(after: first) }
      if let objection = state.objection(to: answer) ?? standing.objection(to: answer) {
        throw FolderError(objection)
      }
      if try put(.answer(answer), pending.freeName, run) {
        return .taken(stillMissing: standing.stillMissing(after: answer))
      }
    }
    throw FolderError("\(run.answers): there are a thousand answers to question \(answer.prompt) already")
  }
}

extension AnswerInbox {
  /// What was answered to an open question and lies there until the run takes it, as far as it counts.
  package static func waiting(for prompt: Int, in run: RunFolder, asOf state: RunState) -> [PromptAnswer] {
    StandingAnswers(to: prompt, in: state, pending: PendingAnswers(to: prompt, in: run).answers).waiting
  }
}

/// The files that answer one question, as they lie there: `prompt-N.json`, then `prompt-N.2.json` and so on.
struct PendingAnswers {
  /// In the order in which they were written.
  let answers: [PromptAnswer]
  /// The first name that nothing has; whoever comes to it first has it.
  let freeName: String

  init(to prompt: Int, in run: RunFolder) {
    let names = Set(SafeFolder.names(in: run.answers))
    var found: [PromptAnswer] = []
    var free: String?
    // Names are given in their order, so that beyond one that is free there are others only where one was moved aside.
    let most = names.count + 1
    for number in 1...most {
      let name = Self.name(number, of: prompt)
      guard names.contains("\(name).json") else {
        free = free ?? name
        continue
      }
      if case .answered(let answer)? = AnswerInbox.read("\(run.answers)/\(name).json"), answer.prompt == prompt {
        found.append(answer)
      }
    }
    answers = found
    freeName = free ?? Self.name(most + 1, of: prompt)
  }

  private static func name(_ number: Int, of prompt: Int) -> String {
    number == 1 ? "prompt-\(prompt)" : "prompt-\(prompt).\(number)"
  }
}

/// The answers to one question that count: those that the journal has, and those that it will have.
struct StandingAnswers {
  /// What settles the question; nil while it is open to further answers.
  private(set) var closing: PromptAnswer?
  /// Those that the journal doesn't have yet.
  private(set) var waiting: [PromptAnswer] = []
  private var approvals: [PromptAnswer]
  private let needed: Int

  init(to prompt: Int, in state: RunState, pending: [PromptAnswer]) {
    let record = state.prompts.first { $0.prompt.number == prompt }
    closing = record?.answer
    approvals = record?.approvals.map(\.word) ?? []
    needed = record?.prompt.terms?.count ?? 1
    // What has an objection is passed over by the run, and stands in nobody's way.
    for answer in pending where closing == nil && state.objection(to: answer) == nil { take(answer) }
  }

  private mutating func take(_ answer: PromptAnswer) {
    guard objection(to: answer) == nil else { return }
    waiting.append(answer)
    guard answer.choice == .approve else {
      closing = answer
      return
    }
    approvals.append(answer)
    if approvals.count >= needed { closing = answer }
  }

  /// Approvals that the journal doesn't have yet keep their people from approving again.
  func objection(to answer: PromptAnswer) -> String? {
    guard answer.choice == .approve, approvals.contains(where: { $0.by.isSamePerson(as: answer.by) }) else {
      return nil
    }
    return "\(answer.by) has approved already, and \(needed) different people must"
  }

  func stillMissing(after answer: PromptAnswer) -> Int {
    answer.choice == .approve ? max(0, needed - approvals.count - 1) : 0
  }
}
