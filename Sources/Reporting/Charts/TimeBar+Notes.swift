internal import RunCore
internal import RunbookModel

extension TimeBar {
  /// What the picture says, for those who don't see it.
  var description: String {
    let parts = stretches.all.map { stretch in
      let code = code(stretch)
      return code.isEmpty ? words(stretch) : "\(words(stretch)) (\(code))"
    }.joined(separator: "; ")
    let services = services.map {
      look.say("\(CellText.line($0.id.text, most: 40)): \(result(of: $0)).")
    }
    return
      ([look.say("In this order: \(parts).")] + services
      + [look.say("The table of clocks says the same in numbers.")]).joined(separator: " ")
  }

  /// What stands below the picture.
  var notes: [String] {
    guard !isEmpty else { return [] }
    var notes = [startNote]
    if summary.services.contains(where: { ($0.drillOverhead ?? .zero) > .zero }) {
      notes.append(look.say("What only a drill does isn't counted; the marks of the targets stand that much later."))
    }
    if clocksAreDisordered { notes.append(look.say("Clocks that were said are not in their order.")) }
    if summary.verdict == nil { notes.append(look.say("The run is not over; the picture ends with what is known.")) }
    if let note = lateNote { notes.append(note) }
    let all = notes.joined(separator: " ")
    guard !others.isEmpty else { return [all] }
    let names = names(others.map(\.id.text), most: 4)
    return [all, look.say("Not in the picture, but in the table of services: \(names).")]
  }

  private var clocksAreDisordered: Bool {
    let times = [summary.clocks.disruption, summary.clocks.detected, summary.clocks.declared, summary.clocks.firstStep]
      .compactMap { $0?.elapsed }
    return times != times.sorted()
  }

  private var startNote: String {
    if summary.mode == .drill && summary.clocks.allowances == nil {
      return look.say("The picture starts with the run: the time to detect, decide and mobilise is not included.")
    }
    if stretches.all.contains(where: { $0.certainty == .assumed }) {
      return look.say("The pale parts before the run's start are assumed from the site's allowances.")
    }
    if stretches.all.first?.from == nil {
      return look.say("Nobody said when it began; the time before the first known clock is not in the picture.")
    }
    return look.say("The picture starts with the disruption.")
  }

  /// What came so late that the picture would have no room for the recovery.
  private var lateNote: String? {
    let scale = TimeBarScale(summary, stretches: stretches, width: 960)
    return scale.goals.contains { scale.isBeyond($0.at) } || stretches.all.contains { scale.isBeyond($0.to) }
      ? look.say("An arrow at the right edge: it lies later than the picture shows.") : nil
  }
}
