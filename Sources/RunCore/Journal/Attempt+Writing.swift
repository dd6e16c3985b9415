package import RunbookModel

extension AttemptStart {
  func writeMembers(to json: inout JSONWriter) {
    json.member("attempt", attempt)
    json.member("destination", ifAny: destination)
  }
}

extension AttemptEnd {
  func writeMembers(to json: inout JSONWriter) {
    json.member("attempt", attempt)
    json.member("disposition", disposition)
    json.member("observedLate", observedLate)
    json.member("pointCorrection", ifAny: pointCorrection)
    json.member("recoveryPoint", ifAny: recoveryPoint)
    json.member("report", report)
    json.member("size", ifAny: size)
  }
}

extension PointCorrection: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("host", host)
      json.member("offset", offset)
    }
  }
}

extension AttemptID: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("number", number)
      json.member("purpose", purpose)
      json.member("step", step)
    }
  }
}

extension AttemptReport: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("exit", ifAny: exit)
      json.member("finding", ifAny: finding)
      json.member("leftovers", leftovers)
      json.member("logBytes", logBytes)
      json.member("logCut", logCut)
      json.member("message", ifAny: message)
      json.member("outputs", outputs)
      json.member("refusal", ifAny: refusal)
      json.member("result", result)
      json.member("signal", ifAny: signal)
      json.member("times", ifAny: times)
    }
  }
}

extension HostRefusal: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("destination", destination)
      json.member("detail", detail)
      json.member("fingerprint", ifAny: fingerprint)
      json.member("host", host)
      json.member("subject", subject)
    }
  }
}

extension HostRefusal.Subject: JSONWritable {}

extension AttemptTimes: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("ended", ended)
      json.member("started", started)
    }
  }
}

extension JobPurpose: JSONWritable {}
extension AttemptResult: JSONWritable {}
extension CheckFinding: JSONWritable {}
extension AgainReason: JSONWritable {}
extension Outcome: JSONWritable {}
