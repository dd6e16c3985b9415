internal import RunbookModel

/// Tells a circle of waiting steps as a whole: who, for whom, why and where.
enum CycleReport {
  static func diagnostics(_ graph: WaitingGraph, _ table: StepTable) -> [Diagnostic] {
    let waitings = Dictionary(grouping: graph.waitings, by: \.step)
    return CycleFinder.cycles(in: graph.needs).map { cycle in
      let titles = (cycle + cycle.prefix(1)).map(table.title(of:)).joined(separator: " → ")
      let links = cycle.indices.compactMap { position in
        let next = cycle[(position + 1) % cycle.count]
        return waitings[cycle[position]]?.first { $0.needed == next }.map { note($0, table) }
      }
      let location = links.first?.location ?? table.steps[cycle[0]].location
      return Diagnostic(
        "steps wait for each other in a circle: \(titles)", at: location, hint: "take one of these needs away",
        notes: links)
    }
  }

  private static func note(_ waiting: Waiting, _ table: StepTable) -> Diagnostic.Note {
    let step = waiting.step
    let waits = "\"\(table.title(of: step))\" waits for \"\(table.title(of: waiting.needed))\""
    let location = table.steps[step].location
    switch waiting.reason {
    case .above: return .init("\(waits), which stands above it", at: location)
    case .gate: return .init("\(waits), a gate above it", at: location)
    case .service:
      let service = table.runbooks[table.owners[waiting.needed]].service?.text ?? ""
      return .init("\(waits), because its service depends on \"\(service)\"", at: location)
    case .reference(let number):
      let reference = table.steps[step].needs.references[number]
      return .init("\(waits), by `\(reference.text)` in its `needs`", at: reference.start)
    }
  }
}
