internal import RunbookModel

/// Services that can't work before each other; every cycle is named wholly, once.
enum DependencyCycleCheck {
  static func check(_ site: Site) -> [Diagnostic] {
    let services = Dictionary(site.services.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var reported: Set<ServiceName> = []
    return site.services.compactMap { service in
      guard !reported.contains(service.name), let cycle = cycle(from: service.name, in: services) else { return nil }
      reported.formUnion(cycle)
      let names = (cycle + [service.name]).map(\.text).joined(separator: " → ")
      return Diagnostic(
        .error, "services depend on each other in a circle: \(names)", at: service.location,
        hint: "take one of these out of its `depends_on`")
    }
  }

  /// The shortest way that leads from a service back to itself.
  private static func cycle(from start: ServiceName, in services: [ServiceName: Service]) -> [ServiceName]? {
    var ways = [[start]]
    var seen: Set<ServiceName> = []
    var next = 0
    while next < ways.count {
      let way = ways[next]
      next += 1
      for name in way.last.flatMap({ services[$0] })?.dependsOn ?? [] {
        if name == start { return way }
        if seen.insert(name).inserted { ways.append(way + [name]) }
      }
    }
    return nil
  }
}
