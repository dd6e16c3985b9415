internal import RunCore
internal import RunbookModel

/// Backups that may hold the damage, and times that a person gave where they differ from measured ones.
extension Trouble {
  var doubtfulData: [String] {
    let items = summary.services.compactMap { service -> String? in
      guard let after = service.madeAfterDisruption.map(say.spoken) else { return nil }
      let name = summary.name(service)
      return summary.mode == .incident
        ? say(
          "The backup that \(name) was restored from was made \(after) after the disruption: it may hold the damage, so somebody should look through the restored data."
        )
        : say(
          "The backup that \(name) was restored from was made \(after) after the disruption that the drill assumes: in an emergency there may be none, or it may hold the damage."
        )
    }
    return limited(items, to: 3) { say("The backups of \($0) more services were made after the disruption, too.") }
  }

  var saidTimes: [String] {
    let items = summary.services.flatMap { service in
      (service.said ?? []).compactMap { sentence($0, of: summary.name(service)) }
    }
    return limited(items, to: 2) { say("\($0) more times were said that nothing measured.") }
  }

  /// That a service which no step was to accept was accepted by word is no trouble.
  private func sentence(_ said: SaidTime, of name: String) -> String? {
    let person = CellText.line(said.by.name, most: 60)
    guard let measured = said.measured else {
      return said.clock == .dataFrom
        ? say("How old the restored data of \(name) are is what \(person) said; nothing measured it.") : nil
    }
    let difference = say.spoken((said.time - measured).magnitude)
    switch (said.clock, said.counts) {
    case (.dataFrom, true):
      return say(
        "\(person) said that the restored data of \(name) are \(difference) older than the steps say. What was said counts."
      )
    case (.dataFrom, false):
      return say(
        "\(person) said that the restored data of \(name) are \(difference) younger than the steps say. What was measured counts."
      )
    case (_, true):
      return say(
        "\(person) said that \(name) was accepted \(difference) later than its step measured. What was said counts.")
    case (_, false):
      return say(
        "\(person) said that \(name) was accepted \(difference) earlier than its step measured. What was measured counts."
      )
    }
  }
}
