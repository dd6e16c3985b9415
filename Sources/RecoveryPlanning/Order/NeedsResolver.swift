internal import RunbookModel

/// Turns what the files say about order into who waits for whom (DESIGN.md section 2, "Order").
///
/// Everything above a step is expressed by those of its steps for which nothing above waits yet, so that a file
/// of n steps with no `needs` gets n - 1 of them.
struct NeedsResolver {
  private let table: StepTable
  private var lookup: ReferenceLookup
  private(set) var graph: WaitingGraph
  private(set) var diagnostics: [Diagnostic] = []
  /// References to other runbooks, which are looked at once every runbook's own order stands.
  private var abroad: [(step: Int, reference: Int, target: ReferenceLookup.Target)] = []

  static func resolve(_ table: StepTable) -> (WaitingGraph, [Diagnostic]) {
    var resolver = NeedsResolver(table)
    for range in table.ranges { resolver.resolve(range) }
    for reference in resolver.abroad {
      resolver.wait(reference.step, for: reference.target, .reference(reference.reference))
    }
    ClosingOrder.add(to: &resolver.graph, table)
    return (resolver.graph, resolver.diagnostics)
  }

  private init(_ table: StepTable) {
    self.table = table
    lookup = ReferenceLookup(table)
    graph = WaitingGraph(table)
  }

  private mutating func resolve(_ range: Range<Int>) {
    var above = Above(range)
    var passed = range.lowerBound
    for number in range where number >= passed {
      if let wall = table.wall(of: number) {
        passed = range[(number + 1)...].first { table.wall(of: $0) != wall } ?? range.upperBound
        raise(number..<passed, &above)
        continue
      }
      let step = table.steps[number]
      let needs = step.needs
      let waitsForAll = table.waitsForAllAbove(number)
      if waitsForAll {
        for open in above.open where !graph.isCovered[open] { graph.add(number, waitsFor: open, .above) }
        above.open.removeAll(keepingCapacity: true)
      }
      for reference in needs.references.indices { follow(reference, of: number) }
      let isGuarded = waitsForAll || !step.unguarded
      if !waitsForAll, isGuarded { guardAgainst(&above, number) }
      if !isGuarded { for check in above.wall { graph.add(number, waitsFor: check, .gate) } }
      above.pass(number, step, isGuarded: isGuarded)
    }
  }

  /// The steps of a wall run side by side after all that stands above them.
  ///
  /// In a long row the first goes ahead of the others and the last behind them, so that N steps between M above and
  /// M below have N + 2 M needs and not 2 N M.
  private mutating func raise(_ row: Range<Int>, _ above: inout Above) {
    let before = above.endOfAll { graph.isCovered[$0] }
    let last = row.upperBound - 1
    let isLong = row.count > Self.mostSideBySide
    for number in row {
      if isLong, number > row.lowerBound {
        graph.add(number, waitsFor: row.lowerBound, .above)
      } else {
        for open in before { graph.add(number, waitsFor: open, .above) }
      }
      if isLong, number == last {
        for other in row.dropFirst().dropLast() { graph.add(last, waitsFor: other, .above) }
      }
      for reference in table.steps[number].needs.references.indices { follow(reference, of: number) }
      above.passWall(number)
    }
    above.closeWall(isLong ? [last] : Array(row))
  }

  private static let mostSideBySide = 8

  private mutating func follow(_ reference: Int, of step: Int) {
    let text = table.steps[step].needs.references[reference]
    switch lookup.target(of: text, from: step) {
    case .failure(let diagnostic): diagnostics.append(diagnostic)
    case .success(let target) where target.runbook != table.owners[step]: abroad.append((step, reference, target))
    case .success(let target): wait(step, for: target, .reference(reference))
    }
  }

  private mutating func wait(_ step: Int, for target: ReferenceLookup.Target, _ reason: Waiting.Reason) {
    switch target {
    case .step(let needed, _): graph.add(step, waitsFor: needed, reason)
    case .phase(let phase, let runbook):
      for end in graph.ends(of: phase, in: table.ranges[runbook]) { graph.add(step, waitsFor: end, reason) }
    }
  }

  /// Adds the gates above a step that none of its own needs has passed already.
  private mutating func guardAgainst(_ above: inout Above, _ number: Int) {
    var hasGates = false
    var latest = Phase.triage
    for need in graph.needs[number] where above.isGuarded(need) && need < number {
      hasGates = hasGates || above.gates(at: need) == above.gateCount
      latest = max(latest, table.phases[need])
    }
    if !hasGates { for gate in above.gates { graph.add(number, waitsFor: gate, .gate) } }
    for phase in Above.bindingPhases where table.phases[number] > phase && latest <= phase {
      for bound in above.binding[phase, default: []] where !graph.hasFollowerInPhase[bound] {
        graph.add(number, waitsFor: bound, .gate)
      }
    }
  }
}

/// What stands above a step in its runbook while the runbook is read from top to bottom.
private struct Above {
  /// Steps for which nothing above waited when they were passed.
  var open: [Int] = []
  /// Gates that bind everything below, without those that a later one waits for.
  private(set) var gates: [Int] = []
  private(set) var gateCount = 0
  /// Steps of triage and prechecks bind the later phases only, so that they may run side by side.
  private(set) var binding: [Phase: [Int]] = [:]
  /// What ends the last wall, which no step below passes, not even one that is `unguarded`.
  private(set) var wall: [Int] = []
  private var passed: [(gates: Int, isGuarded: Bool)] = []
  private let start: Int

  /// Nothing of a later phase starts before all of them is over.
  static let bindingPhases: [Phase] = [.triage, .precheck]

  init(_ range: Range<Int>) {
    start = range.lowerBound
    passed.reserveCapacity(range.count)
  }

  mutating func pass(_ number: Int, _ step: Step, isGuarded: Bool) {
    open.append(number)
    if step.gate || step.kindWord == .approve || step.kindWord == .decide {
      gates = isGuarded ? [number] : gates + [number]
      gateCount += 1
    } else if Self.bindingPhases.contains(step.phase) {
      binding[step.phase, default: []].append(number)
    }
    passed.append((gateCount, isGuarded))
  }

  /// The steps after which everything above is over; from now on others stand for them.
  mutating func endOfAll(isCovered: (Int) -> Bool) -> [Int] {
    defer { open.removeAll(keepingCapacity: true) }
    return open.filter { !isCovered($0) }
  }

  mutating func passWall(_ number: Int) {
    gateCount += 1
    passed.append((gateCount, true))
  }

  mutating func closeWall(_ ends: [Int]) {
    open = ends
    wall = ends
    gates = ends
  }

  func isGuarded(_ number: Int) -> Bool {
    passed.indices.contains(number - start) && passed[number - start].isGuarded
  }

  /// How many gates stood above the step, itself included.
  func gates(at number: Int) -> Int { passed[number - start].gates }
}
