internal import RunCore
internal import RunbookModel

/// All that is known of one way to recover a service before anybody judges it.
struct ServiceFacts {
  enum Standing: Hashable {
    /// Nobody wrote down how the service comes back.
    case noRunbook
    /// It can't be read or planned.
    case broken(path: String, words: String)
    case readable(path: String)
  }

  /// What became of the things that were drilled.
  enum Changes: Hashable {
    /// There is no passed drill to compare with.
    case notDrilled
    case unknown(String)
    case known([Change])
  }

  let service: Service
  /// The runbook's name; nil where there is none or it can't be read.
  var runbook: RunbookName?
  var standing: Standing
  var drillEvery: Duration?
  /// Without a restore phase there is no data whose age could matter.
  var restoresData = false
  /// The newest first, on this machine, those that are over.
  var drills: [DrillFact] = []
  /// When its incidents began that are over, the newest first: practice as well, and no drill.
  var incidents: [WallTime] = []
  /// Who did its drills, in the order of their names.
  var drillPeople: [String] = []
  /// Who did its incidents, the same way.
  var incidentPeople: [String] = []
  var precheck: PrecheckRecord?
  var backup: BackupLook?
  var changes = Changes.notDrilled

  /// Tells several ways to recover one service apart.
  var isOneOfSeveral = false

  var lastDrill: DrillFact? { drills.first }
  var lastPassedDrill: DrillFact? { drills.first(where: \.isPassed) }
  /// Counted from the last drill that recovered, in time or not.
  var nextDrill: WallTime? {
    drills.first(where: \.verdict.hasRecovered).flatMap { last in drillEvery.map { last.started + $0 } }
  }

  /// Everybody who has done it, for practice or for real.
  var people: [String] { Set(drillPeople + incidentPeople).sorted() }

  var title: String {
    guard isOneOfSeveral, let path else { return service.name.text }
    return "\(service.name) (\(PathText.name(of: path)))"
  }

  var path: String? {
    switch standing {
    case .noRunbook: nil
    case .broken(let path, _), .readable(let path): path
    }
  }
}
