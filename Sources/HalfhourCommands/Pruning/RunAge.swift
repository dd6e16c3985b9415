internal import ArgumentParser
internal import RunbookModel

/// An age such as `2y`, `18w` or `90d`; a year counts 365 days.
struct RunAge: ExpressibleByArgument, Equatable {
  let duration: Duration

  init?(argument: String) {
    let days: [Character: Int] = ["y": 365, "w": 7]
    if let unit = argument.last, let length = days[unit] {
      guard let count = Int(argument.dropLast()), (0...10_000).contains(count) else { return nil }
      duration = .seconds(86_400) * (count * length)
    } else {
      guard let given = Duration(runbookText: argument) else { return nil }
      duration = given
    }
  }
}
