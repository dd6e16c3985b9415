internal import RecoveryPlanning
package import RunbookModel

/// `{"step":{…}}`, `{"input":{…}}` or `{"startsFrom":"restore"}`.
extension PlanChange: Decodable {
  private enum Key: String, CodingKey { case step, input, startsFrom }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    if let change = try values.decodeIfPresent(StepChange.self, forKey: .step) {
      self = .step(change)
    } else if let change = try values.decodeIfPresent(InputChange.self, forKey: .input) {
      self = .input(change)
    } else {
      self = .startsFrom(try values.decode(Phase.self, forKey: .startsFrom))
    }
  }
}

extension PlanChange: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      switch self {
      case .step(let change): json.member("step", change)
      case .input(let change): json.member("input", change)
      case .startsFrom(let phase): json.member("startsFrom", phase)
      }
    }
  }
}

extension StepChange: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("after", after)
      json.member("before", before)
      json.member("difference", difference)
      json.member("step", step)
    }
  }
}

extension InputChange: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("after", after)
      json.member("before", before)
      json.member("input", input)
      json.member("runbook", runbook)
    }
  }
}

extension Amendment: JSONWritable {
  package func write(to json: inout JSONWriter) { json.object { writeMembers(to: &$0) } }

  func writeMembers(to json: inout JSONWriter) {
    json.member("by", by)
    json.member("change", change)
    json.member("reason", ifAny: reason)
  }
}

extension Reopening: JSONWritable {
  package func write(to json: inout JSONWriter) { json.object { writeMembers(to: &$0) } }

  func writeMembers(to json: inout JSONWriter) {
    json.member("by", by)
    json.member("purpose", purpose)
    json.member("reason", ifAny: reason)
  }
}

extension Reopening.Purpose: JSONWritable {}
