package import RunCore
package import RunbookModel

/// All that a report of a period is made of.
package struct PeriodDocument: Sendable {
  package var span: ReportSpan
  /// When it was asked for; what is due or overdue is so at this time.
  package var made: WallTime
  /// Nil for a report of all that the index knows.
  package var site: String?
  package var drillEvery: Duration?
  /// Those of the site by its file, then those that only the index knows.
  package var services: [PeriodService]
  /// The runs that began in the period, the oldest first.
  package var runs: [PeriodRun]
  /// Nil where there is no site, so that nobody knows what there is to exercise.
  package var coverage: PeriodCoverage?
  /// Those that nobody has closed, whenever they were noted.
  package var findings: [PeriodFinding]
  package var look: ReportLook

  package init(
    span: ReportSpan, made: WallTime, site: String? = nil, drillEvery: Duration? = nil,
    services: [PeriodService] = [], runs: [PeriodRun] = [], coverage: PeriodCoverage? = nil,
    findings: [PeriodFinding] = [], look: ReportLook = .standard
  ) {
    self.span = span
    self.made = made
    self.site = site
    self.drillEvery = drillEvery
    self.services = services
    self.runs = runs
    self.coverage = coverage
    self.findings = findings
    self.look = look
  }
}

extension PeriodDocument {
  /// The service's name, with its site's where the name stands twice.
  func label(_ service: PeriodService, most: Int = CellText.mostOfName) -> String {
    let name = CellText.line(service.name.text, most: most)
    guard let site = service.site, services.count(where: { $0.name == service.name }) > 1 else { return name }
    return "\(name) (\(CellText.line(site, most: most)))"
  }

  /// By when they are due; those without a day come last, the oldest first.
  var findingsByDay: [PeriodFinding] {
    findings.enumerated().sorted { left, right in
      let (one, other) = (left.element.due ?? "~", right.element.due ?? "~")
      return one == other ? left.offset < right.offset : one < other
    }.map(\.element)
  }
}

/// Whole days, with those of the same number before them.
package struct ReportSpan: Hashable, Sendable {
  package struct Quarter: Hashable, Sendable {
    package var year: Int
    /// From 1 to 4.
    package var number: Int

    package init(year: Int, number: Int) {
      self.year = year
      self.number = number
    }

    package var before: Quarter {
      number == 1 ? Quarter(year: year - 1, number: 4) : Quarter(year: year, number: number - 1)
    }
  }

  /// Nil where it isn't a quarter of the calendar.
  package var quarter: Quarter?
  /// When the days begin with which this span is compared.
  package var earlier: WallTime
  package var from: WallTime
  /// The first moment that is no part of it.
  package var until: WallTime

  package init(quarter: Quarter? = nil, earlier: WallTime, from: WallTime, until: WallTime) {
    self.quarter = quarter
    self.earlier = earlier
    self.from = from
    self.until = until
  }
}

/// A run of the period.
package struct PeriodRun: Hashable, Sendable, Identifiable {
  package var id: RunID
  package var title: String
  package var mode: RunMode
  package var severity: Severity?
  package var started: WallTime
  package var duration: Duration?
  /// Nil while it is not over.
  package var verdict: Verdict?
  /// Why it did not simply pass.
  package var findings: [String]
  package var services: [ServiceName]
  /// In an incident, what its outages cost by the site's words, a currency once; empty where that isn't known.
  package var costs: [Money]
  /// How long the longest of its services was missed.
  package var outage: Duration?

  /// An amount of one currency.
  package struct Money: Hashable, Sendable {
    package var hundredths: Int
    package var currency: String

    package init(hundredths: Int, currency: String) {
      self.hundredths = hundredths
      self.currency = currency
    }
  }

  package init(
    id: RunID, title: String, mode: RunMode, severity: Severity? = nil, started: WallTime, duration: Duration? = nil,
    verdict: Verdict? = nil, findings: [String] = [], services: [ServiceName] = [], costs: [Money] = [],
    outage: Duration? = nil
  ) {
    self.id = id
    self.title = title
    self.mode = mode
    self.severity = severity
    self.started = started
    self.duration = duration
    self.verdict = verdict
    self.findings = findings
    self.services = services
    self.costs = costs
    self.outage = outage
  }
}

/// A finding of some run that nobody has closed.
package struct PeriodFinding: Hashable, Sendable {
  package var run: RunID
  package var number: Int
  package var text: String
  package var severity: Severity
  package var owner: String?
  /// A day such as `2026-12-01`.
  package var due: String?
  package var status: FindingStatus
  package var noted: WallTime

  package init(
    run: RunID, number: Int, text: String, severity: Severity, owner: String? = nil, due: String? = nil,
    status: FindingStatus = .open, noted: WallTime
  ) {
    self.run = run
    self.number = number
    self.text = text
    self.severity = severity
    self.owner = owner
    self.due = due
    self.status = status
    self.noted = noted
  }

  /// Somebody lives with its risk, so that nobody is to deal with it.
  var isAccepted: Bool { status == .accepted }

  /// Days sort as texts do.
  func isOverdue(on day: String) -> Bool { !isAccepted && (due.map { $0 < day } ?? false) }
}
