internal import HistoryIndex
internal import Reporting
internal import RunCore
internal import RunbookModel

/// Every service of a site with what was measured of it, and those that only the index knows.
struct PeriodServices {
  let site: Site?
  let earlier: [Key: [PeriodService.Measured]]
  let runs: [Key: [PeriodService.Measured]]
  /// As the newest run knew them.
  private let seen: [Key: MeasuredService]
  private let lastDrills: [Key: LastRun]
  private let lastRecovered: [Key: LastRun]

  /// Services of two sites may have one name.
  struct Key: Hashable {
    var site: String
    var service: ServiceName
  }

  init(site: Site?, runs: [MeasuredRun], earlier: [MeasuredRun], last: [LastRun], recovered: [LastRun]) {
    self.site = site
    self.runs = Self.measured(runs)
    self.earlier = Self.measured(earlier)
    var seen: [Key: (started: WallTime, service: MeasuredService)] = [:]
    func see(_ service: MeasuredService, _ site: String, _ started: WallTime) {
      let key = Key(site: site, service: service.id)
      if let known = seen[key], known.started > started { return }
      seen[key] = (started, service)
    }
    for run in last { see(run.service, run.site, run.started) }
    for run in runs {
      for service in run.services { see(service, run.site, run.started) }
    }
    self.seen = seen.mapValues(\.service)
    lastDrills = Self.newestDrills(last)
    lastRecovered = Self.newestDrills(recovered)
  }

  private static func newestDrills(_ runs: [LastRun]) -> [Key: LastRun] {
    Dictionary(
      runs.filter { $0.mode == .drill }.map { (Key(site: $0.site, service: $0.service.id), $0) },
      uniquingKeysWith: { $0.started < $1.started ? $1 : $0 })
  }

  /// The critical ones first; those that vanished come last, and only when the period or the one before knows them.
  var all: [PeriodService] {
    guard let site else { return others { _ in .unknown } }
    let own = site.services.enumerated().sorted { left, right in
      left.element.tier == right.element.tier ? left.offset < right.offset : left.element.tier < right.element.tier
    }
    let names = Set(site.services.map(\.name))
    return own.map { service($0.element, of: site) }
      + others { key in
        names.contains(key.service) || (runs[key] == nil && earlier[key] == nil) ? nil : .vanished
      }
  }

  private func service(_ service: Service, of site: Site) -> PeriodService {
    let key = Key(site: site.name, service: service.name)
    let last = lastDrills[key]
    return PeriodService(
      name: service.name, tier: service.tier, rto: service.target.rto, rpo: service.target.rpo, runs: runs[key] ?? [],
      earlier: earlier[key] ?? [], lastDrill: last.map(PeriodService.Measured.init),
      due: Self.due(last: lastRecovered[key]?.started, every: site.drillEvery))
  }

  private func others(_ standing: (Key) -> PeriodService.Standing?) -> [PeriodService] {
    let known = seen.keys.sorted { left, right in
      let (one, other) = (seen[left]?.tier ?? .routine, seen[right]?.tier ?? .routine)
      return one == other ? (left.site, left.service.text) < (right.site, right.service.text) : one < other
    }
    let isOneSite = Set(known.map(\.site)).count < 2
    return known.compactMap { key in
      guard let standing = standing(key), let service = seen[key] else { return nil }
      return PeriodService(
        name: key.service, site: isOneSite ? nil : key.site, tier: service.tier, standing: standing,
        rto: service.rto, rpo: service.rpo, runs: runs[key] ?? [], earlier: earlier[key] ?? [],
        lastDrill: lastDrills[key].map(PeriodService.Measured.init))
    }
  }

  /// When a service is to be drilled next, counted from the start of the last drill that recovered.
  static func due(last: WallTime?, every: Duration?) -> PeriodService.Due {
    guard let every else { return .never }
    return last.map { .on($0 + every) } ?? .now
  }

  private static func measured(_ runs: [MeasuredRun]) -> [Key: [PeriodService.Measured]] {
    var measured: [Key: [PeriodService.Measured]] = [:]
    for run in runs {
      for service in run.services {
        measured[Key(site: run.site, service: service.id), default: []].append(
          PeriodService.Measured(service, run: run.id, mode: run.mode, started: run.started, verdict: run.verdict))
      }
    }
    return measured
  }
}

extension PeriodService.Measured {
  fileprivate init(_ last: LastRun) {
    self.init(last.service, run: last.run, mode: last.mode, started: last.started, verdict: last.verdict)
  }

  fileprivate init(
    _ service: MeasuredService, run: RunID, mode: RunMode, started: WallTime, verdict: Verdict?
  ) {
    self.init(
      run: run, mode: mode, started: started, verdict: verdict, isVerified: service.isVerified, rta: service.rta,
      rto: service.rto, rpa: service.rpa,
      rtoJudgement: service.rtoJudgement, rpoJudgement: service.rpoJudgement, bytesRestored: service.bytesRestored,
      phases: service.phases)
  }
}

extension PeriodRun {
  init(_ run: MeasuredRun) {
    self.init(
      id: run.id, title: run.title, mode: run.mode, severity: run.severity, started: run.started,
      duration: run.duration, verdict: run.verdict, findings: run.verdict == .passed ? [] : run.findings,
      services: run.services.map(\.id), costs: Self.costs(run.services),
      outage: run.services.compactMap(\.outage).max())
  }

  /// Each service's outage at its own rate, added up by currency; none of a currency where one was not measured.
  private static func costs(_ services: [MeasuredService]) -> [Money] {
    let priced = Dictionary(grouping: services.filter { $0.costPerHour != nil }) { $0.costPerHour?.currency ?? "" }
    return priced.sorted { $0.key < $1.key }.compactMap { _, own in
      OutageCost.sum(own.map { OutageCost(of: $0.outage, at: $0.costPerHour) }).map {
        Money(hundredths: $0.hundredths, currency: $0.currency)
      }
    }
  }
}
