package import RunbookModel

extension Plan: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("addresses", addresses)
      json.member("files", files)
      json.member("format", format)
      json.member("givenOutputs", givenOutputs)
      json.member("hosts", hosts)
      json.member("limits", limits)
      json.member("liveDestinations", liveDestinations)
      json.member("liveKeys", liveKeys)
      json.member("mode", mode)
      json.member("root", root)
      json.member("runbooks", runbooks)
      json.member("services", services)
      json.member("set", ifAny: set)
      json.member("site", site)
      json.member("sshConfig", ifAny: sshConfig)
      json.member("steps", steps)
    }
  }
}

extension PlannedSite: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("allowances", ifAny: allowances)
      json.member("channels", channels)
      json.member("drillEvery", ifAny: drillEvery)
      json.member("folder", folder)
      json.member("name", name)
      json.member("people", people)
      json.member("report", ifAny: report)
      json.member("updates", ifAny: updates)
    }
  }
}

extension PlannedRunbook: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("breaks", breaks)
      json.member("exclusions", exclusions)
      json.member("inputs", inputs)
      json.member("name", name)
      json.member("path", path)
      json.member("purpose", ifAny: purpose)
      json.member("risk", ifAny: risk)
      json.member("scenario", ifAny: scenario)
      json.member("scope", ifAny: scope)
      json.member("secrets", secrets)
      json.member("service", ifAny: service)
      json.member("strategy", strategy)
      json.member("title", title)
    }
  }
}

extension PlannedService: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("costPerHour", ifAny: costPerHour)
      json.member("dependsOn", dependsOn)
      json.member("fallback", ifAny: fallback)
      json.member("name", name)
      json.member("owner", ifAny: owner)
      json.member("runbook", runbook)
      json.member("target", target)
      json.member("tier", tier)
      json.member("vendor", ifAny: vendor)
    }
  }
}

extension PlannedFile: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("executable", executable)
      json.member("path", path)
      json.member("sha256", sha256)
      json.member("size", size)
    }
  }
}
