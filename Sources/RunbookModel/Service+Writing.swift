extension Service.Tier: JSONWritable {}
extension Runbook.Strategy: JSONWritable {}
extension Target.Clock: JSONWritable {}
extension Target.End: JSONWritable {}

extension Target: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("clock", clock)
      json.member("rpo", ifAny: rpo)
      json.member("rto", rto)
      json.member("until", until)
    }
  }
}

extension Allowances: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("decide", decide)
      json.member("detect", detect)
      json.member("mobilise", mobilise)
    }
  }
}

extension MoneyPerHour: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("currency", currency)
      json.member("hundredths", hundredths)
    }
  }
}

extension Limits: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("perHost", perHost)
      json.member("total", total)
    }
  }
}

extension Secret: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("location", location)
      json.member("name", name)
      json.member("source", source)
    }
  }
}

/// `{"file":"…"}`, `{"env":"…"}` or `{"command":[…]}`, as a runbook says it.
extension SecretSource: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      switch self {
      case .file(let path): json.member("file", path)
      case .environment(let name): json.member("env", name)
      case .command(let words): json.member("command", words)
      }
    }
  }
}
