internal import ArgumentParser
internal import Foundation
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel
internal import StepExecutors

/// Why a run starts at a later phase; who reads its report must know what it left out, and for what reason.
struct StartReasonOptions: ParsableArguments {
  @Option(help: "Why it starts later, with --from; recorded.")
  var reason: String?

  /// The amendment with its reason, without the secrets of the run; asks for it where nobody gave one.
  func giving(to amendment: Amendment?, of plan: Plan, canAsk: Bool) async throws(CommandFailure) -> Amendment? {
    guard var amendment, case .startsFrom(let phase) = amendment.change else {
      guard reason == nil else { throw CommandFailure("--reason says why a run starts later; it goes with --from") }
      return nil
    }
    var reason = reason ?? ""
    if self.reason == nil { reason = try ask(phase, canAsk: canAsk) }
    guard Self.saysSomething(reason) else { throw CommandFailure("--reason is empty") }
    amendment.reason = await TypedText.hidden(
      reason, plan: plan, base: FileManager.default.currentDirectoryPath, environment: Me.environment)
    return amendment
  }

  private func ask(_ phase: Phase, canAsk: Bool) throws(CommandFailure) -> String {
    guard canAsk else {
      throw CommandFailure("--from \(phase.rawValue) needs a --reason, which is recorded: why the run starts later")
    }
    while true {
      Output.text("Why does it start at \(phase.rawValue)? ")
      guard let line = readLine() else { throw CommandFailure("nobody said why, and nothing was started") }
      if Self.saysSomething(line) { return line }
    }
  }

  private static func saysSomething(_ text: String) -> Bool { text.contains { !$0.isWhitespace } }
}
