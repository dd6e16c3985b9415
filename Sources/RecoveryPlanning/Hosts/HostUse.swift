internal import Expressions
internal import RunbookModel

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

  /// The hosts on which a step works, or whose files it reads or writes.
  static func hosts(of step: Step) -> [HostName] {
    ([step.on] + files(of: step, 0).map(\.host)).compactMap { $0 }
  }

  private static func uses(of number: Int, in table: StepTable) -> [HostUse] {
    let step = table.steps[number]
    var uses: [HostUse] = []
    if let host = step.on { uses.append(HostUse(step: number, host: host, way: .on, location: step.location)) }
    if step.kindWord == .copy || step.kindWord == .template { uses += files(of: step, number) }
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
    default: []
    }
  }
}
