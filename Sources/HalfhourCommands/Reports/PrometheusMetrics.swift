internal import HistoryIndex
internal import RunCore
internal import RunbookModel

/// What a monitoring system is told of the last drill and the last incident of every service.
struct PrometheusMetrics {
  let last: [LastRun]
  let findings: [OpenFinding]

  var text: String {
    var text = PrometheusText()
    text.gauge("halfhour_rta_seconds", "Recovery time that the target counts.", times(\.rta))
    text.gauge("halfhour_rto_seconds", "Recovery time objective.", times(\.rto))
    text.gauge(
      "halfhour_rpa_seconds", "Age of the restored data at the disruption; below zero where they are from after it.",
      times(\.rpa))
    text.gauge("halfhour_rpo_seconds", "Recovery point objective.", times(\.rpo))
    text.gauge(
      "halfhour_run_timestamp_seconds", "When the run started, since 1970.",
      last.map { (labels($0), Self.seconds($0.started.nanoseconds)) })
    text.gauge("halfhour_verdict", "1 for what became of the service in the run.", verdicts)
    text.gauge("halfhour_findings_open", "Findings that nobody has closed or accepted.", counts { $0 != .accepted })
    text.gauge("halfhour_risks_accepted", "Findings whose risk somebody has accepted.", counts { $0 == .accepted })
    return text.text
  }

  private func times(_ time: KeyPath<MeasuredService, Duration?>) -> [([(String, String)], String)] {
    last.compactMap { run in
      run.service[keyPath: time].map { (labels(run), Self.seconds($0.nanoseconds)) }
    }
  }

  private var verdicts: [([(String, String)], String)] {
    last.flatMap { run in
      ServiceOutcome.allCases.map {
        (labels(run) + [("verdict", $0.rawValue)], $0 == run.service.outcome ? "1" : "0")
      }
    }
  }

  /// By site; of a site with runs or findings also that there are none.
  private func counts(_ isMeant: (FindingStatus) -> Bool) -> [([(String, String)], String)] {
    let counts = Dictionary(grouping: findings.filter { isMeant($0.finding.status) }, by: \.site).mapValues(\.count)
    return Set(last.map(\.site)).union(findings.map(\.site)).sorted().map { ([("site", $0)], "\(counts[$0] ?? 0)") }
  }

  private func labels(_ run: LastRun) -> [(String, String)] {
    [("site", run.site), ("service", run.service.id.text), ("mode", run.mode.rawValue)]
  }

  /// To the millisecond.
  static func seconds(_ nanoseconds: Int64) -> String {
    let milliseconds = nanoseconds / 1_000_000
    let (whole, rest) = (milliseconds.magnitude / 1_000, milliseconds.magnitude % 1_000)
    let sign = milliseconds < 0 ? "-" : ""
    guard rest > 0 else { return "\(sign)\(whole)" }
    let digits = String(rest + 1_000).dropFirst()
    return "\(sign)\(whole).\(digits)"
  }
}
