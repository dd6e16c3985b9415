internal import Foundation
internal import RunCore
internal import RunEngine
internal import RunFolders
internal import RunbookModel

/// How what a person says on a screen reaches the run.
///
/// The process that drives a run tells its engine itself, so that a disk which takes nothing more stands in nobody's way;
/// any other writes it where the run finds it.
struct AnswerPost: Sendable {
  let me: Operator
  let folder: RunFolder
  /// Set in the process that drives the run.
  var intake: EventIntake?

  enum Receipt: Hashable, Sendable {
    /// With what there is to tell of it.
    case taken(String?)
    case refused(String)
  }

  func put(_ answer: PromptAnswer, _ state: RunState) async -> Receipt {
    var answer = answer
    let desk = AnswerDesk(folder: folder, state: state)
    do throws(CommandFailure) {
      for field in answer.fields { try await desk.refuseSecret(in: field) }
    } catch {
      return .refused(error.message)
    }
    answer.reason = await Me.typed(answer.reason, in: state)
    if let intake {
      intake.put(.answered(answer))
      return .taken(nil)
    }
    do throws(CommandFailure) {
      let words = try desk.put(answer)
      return .taken(folder.isInHand ? nil : words)
    } catch {
      return .refused(error.message)
    }
  }

  func stamp(_ stamp: ClockStamp) -> Receipt {
    if let intake {
      intake.put(.clockStamped(stamp))
      return .taken(nil)
    }
    do throws(FolderError) {
      try AnswerInbox.tell(.clock(stamp), to: folder)
      return .taken(nil)
    } catch {
      return .refused(error.message)
    }
  }

  func attach(_ path: String, field: String, _ state: RunState) throws(CommandFailure) -> Evidence {
    try AnswerDesk(folder: folder, state: state).attach(path, field: field)
  }

  func warning(of evidence: [Evidence], _ state: RunState) -> String? {
    AnswerDesk(folder: folder, state: state).warning(of: evidence)
  }

  /// Takes away the copies of files whose answer was refused.
  func discard(_ evidence: [Evidence], _ state: RunState) {
    AnswerDesk(folder: folder, state: state).discard(evidence)
  }

  private static let mostBytes = 1 << 16
  private static let mostLines = 200

  /// The last lines of what a step printed.
  func log(of step: StepID) throws(FolderError) -> [String] {
    guard let log = try LogShelf(folder: folder).logs(of: step.description).last(where: { $0.bytes > 0 }),
      let bytes = try LogShelf.read(log.path, from: max(0, log.bytes - Self.mostBytes))
    else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).suffix(Self.mostLines)
      .map { DisplayText.clean(String($0)) }
  }
}
