internal import Digests
internal import RunbookModel

/// A plan with what follows from it, for programs to read.
struct PlanDocument: JSONWritable {
  var plan: Plan
  var times: PlanTimes

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("criticalPath", times.criticalPath.map { plan.steps[$0].id })
      json.member("criticalTime", times.criticalTime)
      json.member("hash", PlanText.hash(of: plan).description)
      json.member("plan", plan)
      json.member("services", times.services)
      json.member("stages", stages)
    }
  }

  private var stages: [[StepID]] {
    var stages: [[StepID]] = []
    for place in times.order {
      if times.stages[place] > stages.count { stages.append([]) }
      stages[stages.count - 1].append(plan.steps[place].id)
    }
    return stages
  }
}

extension PlanTimes.ServiceTime: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("allowance", ifAny: allowance)
      json.member("planned", planned)
      json.member("rto", rto)
      json.member("service", service)
      json.member("tier", tier)
    }
  }
}
