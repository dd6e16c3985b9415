package import RunbookModel

extension StepSummary: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("attempts", attempts)
      json.member("bytesRestored", ifAny: bytesRestored)
      json.member("duration", ifAny: duration)
      json.member("ended", ifAny: ended)
      json.member("exit", ifAny: exit)
      json.member("host", ifAny: host)
      json.member("id", id)
      json.member("isCheck", isCheck)
      json.member("isCritical", isCritical)
      json.member("kind", kind)
      json.member("message", ifAny: message)
      json.member("outputs", outputs)
      json.member("phase", phase)
      json.member("planned", ifAny: planned)
      json.member("proof", ifAny: proof)
      json.member("service", ifAny: service)
      json.member("started", ifAny: started)
      json.member("status", status)
      json.member("title", title)
    }
  }
}

extension AttemptSummary: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("ended", ifAny: ended)
      json.member("exit", ifAny: exit)
      json.member("id", id)
      json.member("logBytes", logBytes)
      json.member("logCut", logCut)
      json.member("message", ifAny: message)
      json.member("observedLate", observedLate)
      json.member("result", ifAny: result)
      json.member("signal", ifAny: signal)
      json.member("started", started)
      json.member("why", ifAny: why)
    }
  }
}

extension ServiceSummary: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      writeTimes(&json)
      json.member("outage", ifAny: outage)
      json.member("recoveryPoint", ifAny: recoveryPoint)
      json.member("restoring", ifAny: restoring)
      json.member("rpa", ifAny: rpa)
      json.member("rpoJudgement", rpoJudgement)
      json.member("rta", ifAny: rta)
      json.member("rtaAccepted", ifAny: rtaAccepted)
      json.member("rtoJudgement", rtoJudgement)
      json.member("runbook", runbook)
      json.member("said", ifFilled: said ?? [])
      json.member("target", target)
      json.member("tier", tier)
      json.member("verified", ifAny: verified)
    }
  }

  private func writeTimes(_ json: inout JSONWriter) {
    json.member("accepted", ifAny: accepted)
    json.member("backlogCleared", ifAny: backlogCleared)
    json.member("bytesPerSecond", ifAny: bytesPerSecond)
    json.member("bytesRestored", ifAny: bytesRestored)
    json.member("costPerHour", ifAny: costPerHour)
    json.member("dataRestored", ifAny: dataRestored)
    json.member("drillOverhead", ifAny: drillOverhead)
    json.member("fallback", ifAny: fallback)
    json.member("hasAcceptSteps", hasAcceptSteps)
    json.member("id", id)
  }
}

extension StepSummary.Status: JSONWritable {}
extension ServiceSummary.Judgement: JSONWritable {}
extension StepKind.Word: JSONWritable {}

extension SaidTime: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("at", at)
      json.member("by", by)
      json.member("clock", clock)
      json.member("counts", counts)
      json.member("measured", ifAny: measured)
      json.member("time", time)
    }
  }
}
