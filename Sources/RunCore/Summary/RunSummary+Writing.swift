package import RunbookModel

extension RunSummary: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      writeHead(&json)
      json.member("proof", ifAny: proof)
      json.member("runbook", runbook)
      json.member("scenario", ifAny: scenario)
      json.member("scope", ifAny: scope)
      json.member("services", services)
      json.member("sessions", sessions)
      json.member("severity", ifAny: severity)
      json.member("signOffs", signOffs)
      json.member("site", site)
      json.member("startedBy", ifAny: startedBy)
      json.member("steps", steps)
      json.member("title", title)
      json.member("updates", updates)
      json.member("verdict", ifAny: verdict)
      json.member("version", ifAny: version)
      json.member("waits", waits)
    }
  }

  private func writeHead(_ json: inout JSONWriter) {
    json.member("adHoc", adHoc)
    json.member("amendments", amendments)
    json.member("carried", carried)
    json.member("clockHistory", clockHistory)
    json.member("clocks", clocks)
    json.member("deviations", deviations)
    json.member("drillEvery", ifAny: drillEvery)
    json.member("drillOverhead", ifAny: drillOverhead)
    json.member("exclusions", exclusions)
    json.member("findings", findings)
    json.member("format", format)
    json.member("hosts", hosts)
    json.member("irregularities", irregularities)
    json.member("mode", mode)
    json.member("notes", notes)
    json.member("outdatedSignOffs", ifAny: outdatedSignOffs)
    json.member("participants", participants)
    json.member("planHash", ifAny: planHash)
    json.member("purpose", ifAny: purpose)
    json.member("reportedBy", ifAny: reportedBy)
    json.member("run", ifAny: run)
  }
}

extension SessionSummary: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("by", by)
      json.member("machine", machine)
      json.member("opened", opened)
    }
  }
}

extension RunClocks: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("allowances", ifAny: allowances)
      json.member("declared", ifAny: declared)
      json.member("detected", ifAny: detected)
      json.member("disruption", ifAny: disruption)
      json.member("ended", ifAny: ended)
      json.member("firstStep", ifAny: firstStep)
      json.member("started", ifAny: started)
    }
  }
}

extension Deviation: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("at", at)
      json.member("by", ifAny: by)
      json.member("detail", ifAny: detail)
      json.member("kind", kind)
      json.member("reason", ifAny: reason)
      json.member("step", ifAny: step)
    }
  }
}

extension Irregularity: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("at", at)
      json.member("kind", kind)
    }
  }
}

extension Verdict: JSONWritable {}
extension Deviation.Kind: JSONWritable {}
