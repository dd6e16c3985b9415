internal import RunCore
internal import RunbookModel

/// The run in one picture for somebody who has a minute: its parts, the targets, and when each service was back.
///
/// It is drawn twice, for a wide and for a narrow page, and the style sheet shows the one that fits.
struct TimeBar {
  let summary: RunSummary
  let look: ReportLook
  let stretches: TimeStretches
  let services: [ServiceSummary]
  /// The services that the picture has no room for.
  let others: [ServiceSummary]

  /// The most services that have a bar each.
  static let mostServices = 8

  init(_ document: ReportDocument) {
    summary = document.summary
    look = document.look
    stretches = TimeStretches(document.summary)
    let ranked = document.summary.services.enumerated().sorted { one, other in
      (Self.rank(one.element), one.offset) < (Self.rank(other.element), other.offset)
    }
    let chosen = Set(ranked.prefix(Self.mostServices).map(\.element.id))
    services = document.summary.services.filter { chosen.contains($0.id) }
    others = document.summary.services.filter { !chosen.contains($0.id) }
  }

  /// What a reader must see first: what missed its target, then what isn't known, then what matters most.
  private static func rank(_ service: ServiceSummary) -> Int {
    let judgement =
      switch service.rtoJudgement {
      case .missed: 0
      case .unknown: 1
      case .met, .none: 2
      }
    let tier =
      switch service.tier {
      case .critical: 0
      case .important: 1
      case .routine: 2
      }
    return judgement * 3 + tier
  }

  var isEmpty: Bool { stretches.all.isEmpty }

  var svg: String {
    [("time wide-only", 960.0), ("time narrow-only", 360)].map { kind, width in
      TimeBarDrawing(bar: self, kind: kind, width: width).svg
    }.joined(separator: "\n")
  }
}
