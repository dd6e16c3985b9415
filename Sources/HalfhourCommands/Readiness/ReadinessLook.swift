internal import Foundation

/// Whether colours are shown: on a terminal that can, unless somebody said otherwise.
struct ReadinessLook {
  let colours: Bool

  static var ofOutput: ReadinessLook {
    let look = TerminalLook(environment: ProcessInfo.processInfo.environment)
    return ReadinessLook(colours: Output.isTerminal && look?.colours == true)
  }

  func styled(_ text: String, _ style: ScreenStyle) -> String {
    let sequence = colours ? style.sequence(colours: true) : ""
    return sequence.isEmpty ? text : "\(sequence)\(text)\u{1B}[0m"
  }
}
