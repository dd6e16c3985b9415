internal import RunCore
internal import RunbookModel

/// Written with `diff`, changes show their lines.
struct WrittenSurvey: JSONWritable {
  let survey: SiteSurvey
  let diff: Bool

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("drillEvery", ifAny: survey.shelf.site.drillEvery)
      json.member("path", survey.shelf.path)
      json.member("ready", survey.isReady)
      json.member("services", survey.services.map { WrittenService(service: $0, diff: diff) })
      json.member("site", survey.shelf.site.name)
      json.member("verdict", SiteText.verdict(survey.services, site: survey.shelf.site.name))
    }
  }
}

private struct WrittenService: JSONWritable {
  let service: JudgedService
  let diff: Bool

  func write(to json: inout JSONWriter) {
    let (facts, target) = (service.facts, service.facts.service.target)
    json.object { json in
      json.member("backup", ifAny: facts.backup)
      if case .known(let changes) = facts.changes {
        json.member(
          "changes", changes.map { WrittenChange(change: $0, since: diff ? facts.lastPassedDrill?.day : nil) })
      }
      json.member("drilledBy", facts.drillPeople)
      json.member("drills", facts.drills.count)
      json.member("findings", service.findings)
      json.member("incidents", facts.incidents.count)
      json.member("incidentsBy", facts.incidentPeople)
      json.member("lastDrill", ifAny: facts.lastDrill)
      json.member("lastIncident", ifAny: facts.incidents.first)
      json.member("lastPassedDrill", ifAny: facts.lastPassedDrill)
      json.member("needsVerification", service.needsVerification)
      json.member("nextDrill", ifAny: facts.nextDrill)
      json.member("people", facts.people)
      json.member("precheck", ifAny: facts.precheck.map { WrittenPrecheck(record: $0) })
      json.member("ready", service.isReady)
      json.member("rpo", ifAny: target.rpo)
      json.member("rta", ifAny: facts.lastDrill?.rta)
      json.member("rto", target.rto)
      json.member("runbook", ifAny: facts.runbook?.text)
      json.member("runbookPath", ifAny: facts.path)
      json.member("service", facts.service.name.text)
      json.member("tier", word: facts.service.tier)
    }
  }
}

/// The record with what it comes to.
private struct WrittenPrecheck: JSONWritable {
  let record: PrecheckRecord

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("failures", record.failures)
      json.member("passed", record.isPassed)
      json.member("record", record)
    }
  }
}

private struct WrittenChange: JSONWritable {
  let change: Change
  let since: String?

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("change", word: change.what)
      json.member("diff", ifAny: since.map { change.diff(since: $0).map { $0 + "\n" }.joined() })
      json.member("kind", word: change.kind)
      json.member("name", change.name)
      json.member("now", ifAny: change.new?.sha256)
      json.member("then", ifAny: change.old?.sha256)
    }
  }
}

extension BackupLook: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("age", age)
      json.member("bytes", ifAny: bytes)
      json.member("point", point)
      json.member("seen", seen)
      json.member("source", word: source)
    }
  }
}

extension DrillFact: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("rta", ifAny: rta)
      json.member("run", run)
      json.member("started", started)
      json.member("verdict", word: verdict)
    }
  }
}

extension ServiceFinding: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("kind", word: kind)
      json.member("stops", kind.stops)
      json.member("words", words)
    }
  }
}
