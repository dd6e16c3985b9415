internal import RunbookModel

extension Duration {
  /// As in a sentence, in one unit: `3 seconds`, `47 minutes`, `26 hours`, `19 days`.
  var ageText: String {
    let (number, unit) = age
    return "\(number) \(unit)\(number == 1 ? "" : "s")"
  }

  /// How long ago, as in a sentence.
  var agoText: String { components.seconds < 1 ? "just now" : "\(ageText) ago" }

  /// For a table: `3s`, `47m`, `26h`, `19d`.
  var shortAge: String {
    let (number, unit) = age
    return "\(number)\(unit.prefix(1))"
  }

  /// What lies ahead by a clock that was set back is no age.
  private var age: (Int64, String) {
    let seconds = max(0, components.seconds)
    switch seconds {
    case ..<120: return (seconds, "second")
    case ..<7_200: return (seconds / 60, "minute")
    case ..<172_800: return (seconds / 3_600, "hour")
    default: return (seconds / 86_400, "day")
    }
  }
}
