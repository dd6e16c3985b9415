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
    table.steps.indices.flatMap { table.isExcluded($0) ? [] : uses(of: table.steps[$0], $0) }
  }

  private static func uses(of step: Step, _ number: Int) -> [HostUse] {
    var uses: [HostUse] = []
    if let host = step.on { uses.append(HostUse(step: number, host: host, way: .on, location: step.location)) }
    switch step.kind {
    case .copy(let copy):
      for (end, way) in [(copy.from, Way.copyFrom), (copy.to, .copyTo)] {
        guard let host = AddressText.hostPrefix(of: end.text) else { continue }
        uses.append(HostUse(step: number, host: host, way: way, location: end.start))
      }
    case .template(let template):
      if let host = step.on {
        uses.append(HostUse(step: number, host: host, way: .templateTo, location: template.to.start))
      }
    default: break
    }
    for text in step.textsWithNames + step.resultTexts where text.mayHoldNames {
      for (name, location) in InterpolatedText.parse(text).0.names {
        guard case .hostAddress(let host) = name else { continue }
        uses.append(HostUse(step: number, host: HostName(host), way: .address, location: location))
      }
    }
    return uses
  }
}
