package import RunbookModel

/// What most steps have alike is left out: the routine tier, no budget behind them, needs for their being over alone.
extension PlannedStep: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("critical", ifTrue: critical)
      json.member("destination", ifAny: destination)
      json.member("excluded", ifAny: excluded)
      json.member("id", id)
      json.member("needs", ifFilled: needs)
      if remaining != .zero { json.member("remaining", remaining) }
      json.member("service", ifAny: service)
      json.member("step", step)
      if tier != .routine { json.member("tier", tier) }
    }
  }
}

extension PlannedStep: Decodable {
  private enum Key: String, CodingKey {
    case critical, destination, excluded, id, needs, remaining, service, step, tier
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    self.init(
      id: try values.decode(StepID.self, forKey: .id), step: try values.decode(Step.self, forKey: .step),
      service: try values.decodeIfPresent(ServiceName.self, forKey: .service),
      tier: try values.decodeIfPresent(Service.Tier.self, forKey: .tier) ?? .routine,
      needs: try values.list(.needs), excluded: try values.decodeIfPresent(PlannedExclusion.self, forKey: .excluded),
      destination: try values.decodeIfPresent(String.self, forKey: .destination),
      remaining: try values.time(.remaining) ?? .zero, critical: try values.flag(.critical))
  }
}

extension PlannedNeed: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("step", step)
      json.member("usesOutputs", ifTrue: usesOutputs)
    }
  }
}

extension PlannedNeed: Decodable {
  private enum Key: String, CodingKey { case step, usesOutputs }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    self.init(try values.decode(StepID.self, forKey: .step), usesOutputs: try values.flag(.usesOutputs))
  }
}

extension PlannedExclusion: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      switch self {
      case .only(let mode): json.member("only") { $0.object { $0.member("mode", mode) } }
      }
    }
  }
}
