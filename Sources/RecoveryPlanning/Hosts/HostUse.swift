internal import Expressions
package import RunbookModel

/// That a step works on a host, copies from or to it, or asks for its address.
struct HostUse {
  enum Way { case on, copyFrom, copyTo, templateTo, address }

  var step: Int
  var host: HostName
  var way: Way
  var location: SourceLocation

  static func uses(in table: StepTable) -> [HostUse] {
    table.steps.indices.flatMap { table.isExcluded($0) ? [] : uses(of: $0, in: table) }
  }

  /// The hosts on which a step works, or whose files it reads or writes, each once.
  static func hosts(of step: Step) -> [HostName] {
    // A wait only waits, wherever its author says that it does.
    guard step.kindWord != .wait else { return [] }
    let all = ([step.on] + files(of: step, 0).map(\.host)).compactMap { $0 }
    return all.indices.filter { all.firstIndex(of: all[$0]) == $0 }.map { all[$0] }
  }

  private static func uses(of number: Int, in table: StepTable) -> [HostUse] {
    let step = table.steps[number]
    var uses: [HostUse] = []
    if let host = step.on { uses.append(HostUse(step: number, host: host, way: .on, location: step.location)) }
    if step.kindWord == .copy || step.kindWord == .template || step.hasExpectation { uses += files(of: step, number) }
    for used in table.names[number] {
      guard case .hostAddress(let host) = used.name else { continue }
      uses.append(HostUse(step: number, host: HostName(host), way: .address, location: used.location))
    }
    return uses
  }

  private static func files(of step: Step, _ number: Int) -> [HostUse] {
    switch step.kind {
    case .copy(let copy):
      [(copy.from, Way.copyFrom), (copy.to, .copyTo)].compactMap { end, way in
        AddressText.hostPrefix(of: end.text).map {
          HostUse(step: number, host: $0, way: way, location: end.start)
        }
      }
    case .template(let template):
      step.on.map { [HostUse(step: number, host: $0, way: .templateTo, location: template.to.start)] } ?? []
    default: knownGood(of: step, number)
    }
  }

  /// What was captured beside a backup may stand on the backup's host.
  private static func knownGood(of step: Step, _ number: Int) -> [HostUse] {
    guard step.hasExpectation, case .beside(let path) = step.expect?.knownGood?.source,
      let host = AddressText.hostPrefix(of: path.text)
    else { return [] }
    return [HostUse(step: number, host: host, way: .copyFrom, location: path.start)]
  }
}

extension PlannedStep {
  /// The hosts that its attempts reach, each once.
  package var hosts: [HostName] { HostUse.hosts(of: step) }
}
