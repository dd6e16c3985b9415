internal import RecoveryPlanning
internal import RecoveryStatistics
internal import RunCore
package import RunbookModel

extension PeriodDocument: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("coverage", ifAny: coverage)
      json.member("drillEvery", ifAny: drillEvery)
      json.member("findings", findings)
      json.member("format", PeriodReport.jsonFormat)
      json.member("made", made)
      json.member("period", span)
      json.member("runs", runs)
      json.member("services", services.map { WrittenService(service: $0, made: made) })
      json.member("site", ifAny: site)
    }
  }
}

extension ReportSpan: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("comparedFrom", earlier)
      json.member("from", from)
      json.member("quarter", ifAny: quarter.map { "\($0.year)Q\($0.number)" })
      json.member("until", until)
    }
  }
}

/// A service with what follows from its runs.
private struct WrittenService: JSONWritable {
  let service: PeriodService
  let made: WallTime

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("best", ifAny: service.times.best)
      json.member("drills", service.drills.count)
      if case .on(let day) = service.due { json.member("due", day) }
      json.member("id", service.name.text)
      json.member("lastDrill", ifAny: service.lastDrill)
      json.member("median", ifAny: service.times.median)
      json.member("overdue", service.isOverdue(at: made))
      json.member("rpo", ifAny: service.rpo)
      json.member("rto", ifAny: service.rto)
      json.member("runs", service.runs)
      json.member("site", ifAny: service.site)
      json.member("standing", service.standing.rawValue)
      json.member("tier", service.tier)
      if let trend = service.trend { json.member("trend", WrittenTrend(trend: trend, service: service)) }
      json.member("worst", ifAny: service.times.worst)
    }
  }
}

private struct WrittenTrend: JSONWritable {
  let trend: Trend
  let service: PeriodService

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("before", trend.before)
      json.member("bytesGrew", ifAny: service.growth)
      json.member("change", (trend.change * 1_000).rounded() / 1_000)
      json.member("direction", trend.direction.rawValue)
      json.member("now", trend.now)
      if let shift = service.shift {
        json.member("phase", shift.part.rawValue)
        json.member("phaseBefore", shift.before)
        json.member("phaseNow", shift.now)
      }
    }
  }
}

extension PeriodService.Measured: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("bytesRestored", ifAny: bytesRestored)
      json.member("mode", mode)
      json.member("outcome", ifAny: outcome)
      json.member("rpa", ifAny: rpa)
      json.member("rpoJudgement", rpoJudgement)
      json.member("rta", ifAny: rta)
      json.member("rto", ifAny: rto)
      json.member("rtoJudgement", rtoJudgement)
      json.member("run", run)
      json.member("started", started)
      json.member("verdict", ifAny: verdict)
    }
  }
}

extension PeriodRun: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("costs", ifFilled: costs)
      json.member("duration", ifAny: duration)
      json.member("findings", findings)
      json.member("id", id)
      json.member("mode", mode)
      json.member("outage", ifAny: outage)
      json.member("services", services.map(\.text))
      json.member("severity", ifAny: severity)
      json.member("started", started)
      json.member("title", title)
      json.member("verdict", ifAny: verdict)
    }
  }
}

extension PeriodRun.Money: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("currency", currency)
      json.member("hundredths", hundredths)
    }
  }
}

extension PeriodFinding: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("due", ifAny: due)
      json.member("noted", noted)
      json.member("number", number)
      json.member("owner", ifAny: owner)
      json.member("run", run)
      json.member("severity", severity)
      json.member("status", status)
      json.member("text", text)
    }
  }
}

extension PeriodCoverage: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("exercisedSince", ifAny: limit)
      json.member("runbooks", books)
    }
  }
}

extension PeriodCoverage.Book: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("path", path)
      json.member("problem", ifAny: problem)
      json.member("service", ifAny: service)
      json.member("steps", steps)
    }
  }
}

extension PeriodCoverage.Step: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("id", id)
      json.member("last", ifAny: last)
      json.member("leftOut", ifAny: leftOut?.words)
      json.member("title", title)
    }
  }
}
