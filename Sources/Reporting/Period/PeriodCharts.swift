internal import RunCore
internal import RunbookModel
internal import Templates

/// The recovery times of each service that has any, over the period and the one before, with the table behind each.
struct PeriodCharts {
  let document: PeriodDocument

  var values: [String: TemplateValue] {
    var values: [String: TemplateValue] = ["chartKeys": .markup(TrendChart.keys(document.look))]
    let shown = document.services.filter { service in
      (service.earlier + service.runs).contains { $0.rta != nil }
    }
    let charts = shown.prefix(ReportValues.mostRows).enumerated().map { figure($0 + 1, $1) }
    ReportValues.add("charts", .list(charts), to: &values)
    return values
  }

  private func figure(_ number: Int, _ service: PeriodService) -> TemplateValue {
    let chart = TrendChart(
      number: number, title: document.label(service), points: points(of: service), target: service.rto,
      look: document.look,
      dates: dates)
    return .map([
      "name": .string(chart.title), "svg": .markup(chart.svg), "rows": chart.rows,
      "notes": .list(chart.notes.map { .string($0) }),
    ])
  }

  /// All charts of a page show the same days, so that they can be compared; days to come are left out.
  private var dates: ClosedRange<WallTime> {
    let (first, last) = (document.span.earlier, min(document.span.until - .seconds(1), document.made))
    return first...max(first, last)
  }

  private func points(of service: PeriodService) -> [TrendPoint] {
    (service.earlier + service.runs).filter { $0.verdict != nil }.map { run in
      TrendPoint(
        at: run.started, time: run.isRecovery ? run.rta : nil, mode: run.mode, judgement: run.rtoJudgement,
        run: run.run.text)
    }
  }
}
