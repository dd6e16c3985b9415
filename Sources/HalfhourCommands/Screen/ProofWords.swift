internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What a person is told of a step that proves something about the checks.
enum ProofWords {
  static func words(_ proof: Proof, _ report: AttemptReport, in time: String) -> (String, ScreenStyle) {
    let why = report.message.map { ": \(DisplayText.firstLine($0))" } ?? ""
    switch proof {
    case .seenRed:
      switch CheckTrial(withoutData: report) {
      case .red: return ("fails without data, as it must\(time)", .good)
      case .green: return ("HOLDS WITHOUT DATA, so it proves nothing\(time)", .attention)
      case .inconclusive: return ("COULD NOT BE SEEN RED\(time)\(why)", .attention)
      }
    case .noticing(let damage, _):
      switch CheckTrial(underBreak: report) {
      case .red: return ("notices the break \(damage)\(time)", .good)
      case .green: return ("SLEEPS through the break \(damage)\(time)", .attention)
      case .inconclusive: return ("could not be tried under the break \(damage)\(time)\(why)", .attention)
      }
    case .damage(let damage):
      return report.result == .succeeded
        ? ("\(damage) is broken\(time)", .good) : ("\(damage) COULD NOT BE BROKEN\(time)\(why)", .attention)
    case .mending(let damage):
      return report.result == .succeeded
        ? ("\(damage) is mended\(time)", .good) : ("\(damage) COULD NOT BE MENDED\(time)\(why)", .bad)
    case .mended(let damage, _):
      return report.result == .succeeded
        ? ("holds again after \(damage)\(time)", .good) : ("DOES NOT HOLD AGAIN after \(damage)\(time)\(why)", .bad)
    }
  }
}
