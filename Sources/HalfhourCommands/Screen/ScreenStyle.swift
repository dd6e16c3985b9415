/// What a piece of text means to its reader; how that looks is the terminal's affair.
enum ScreenStyle: Hashable, Sendable {
  case plain, strong, faint, good, attention, bad
  /// The word that says at a glance whether this is real.
  case drillBadge, incidentBadge
  /// A question that waits for a person.
  case question

  /// The sequence that turns it on (ECMA-48, SGR); without colours only weight and inversion are left.
  func sequence(colours: Bool) -> String {
    let codes =
      switch self {
      case .plain: ""
      case .strong: "1"
      case .faint: colours ? "2" : ""
      case .good: colours ? "32" : ""
      case .attention: colours ? "1;33" : "1"
      case .bad: colours ? "1;31" : "1"
      case .drillBadge: colours ? "1;30;46" : "1;7"
      case .incidentBadge: colours ? "1;37;41" : "1;7"
      case .question: colours ? "30;43" : "7"
      }
    return codes.isEmpty ? "" : "\u{1B}[\(codes)m"
  }
}
