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
