internal import RunCore
internal import RunbookModel

/// What of a period asks for attention: services, and findings that weigh enough.
struct PeriodAttention {
  let document: PeriodDocument

  /// Of what the site has given up nobody asks for drills.
  var services: [PeriodService] { document.services.filter { $0.standing != .vanished } }

  /// Nothing of the period can be known while it lies ahead.
  var isAhead: Bool { document.made < document.span.from }

  /// Those that were never drilled, not in time, not with success, or not measured, and those that an incident of the
  /// period hit without a good end.
  var pressing: [PeriodService] {
    services.filter { service in
      service.lastDrill?.outcome != .met || service.isOverdue(at: document.made)
        || service.incidents.contains { $0.verdict == nil || PeriodWords.isBad($0.outcome) }
    }
  }

  /// Whether one of them is worse than late or not measured.
  var isGrave: Bool {
    pressing.contains { service in
      service.lastDrill == nil || PeriodWords.isBad(service.lastDrill?.outcome)
        || service.incidents.contains { PeriodWords.isBad($0.outcome) }
    }
  }

  /// Nobody has closed them, and nobody has accepted their risk.
  var severe: [PeriodFinding] {
    document.findingsByDay.filter { !$0.isAccepted && [.critical, .severe].contains($0.severity) }
  }

  var overdue: [PeriodService] { services.filter { $0.due != .now && $0.isOverdue(at: document.made) } }
  var neverDrilled: [PeriodService] { services.filter { $0.lastDrill == nil } }

  /// Drilled, and due all the same.
  var dueNow: [PeriodService] { services.filter { $0.due == .now && $0.lastDrill != nil } }

  func lastDrilled(_ outcome: ServiceOutcome) -> [PeriodService] {
    services.filter { $0.lastDrill?.outcome == outcome }
  }

  /// Nil means an incident that is not over.
  func inIncident(_ outcome: ServiceOutcome?) -> [PeriodService] {
    services.filter { $0.incidents.contains { $0.outcome == outcome } }
  }

  /// A drill of the period went badly for them, and the last one didn't.
  var mended: [PeriodService] {
    lastDrilled(.met).filter { $0.drills.contains { PeriodWords.isBad($0.outcome) } }
  }
}
