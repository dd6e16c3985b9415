package import RunbookModel

/// What most steps have alike is left out: the routine tier, no budget behind them, needs for their being over alone.
extension PlannedStep: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    json.member("become", ifAny: become)
    json.member("critical", ifTrue: critical)
    json.member("destination", ifAny: destination)
    if !endBecome.isEmpty { json.member("endBecome", endBecome) }
    if let excluded { json.member("excluded", excluded) }
    json.member("healthOf", ifAny: healthOf)
    json.member("id", id)
    json.member("knownGoodFile", ifAny: knownGoodFile)
    json.member("needs", ifFilled: needs)
    json.member("proof", ifAny: proof)
    if remaining != .zero { json.member("remaining", remaining) }
    if let service { json.member("service", service.text) }
    json.member("step", step)
    if tier != .routine { json.member("tier", tier) }
    json.member("undoes", ifAny: undoes)
    json.member("unseen", ifAny: unseen)
    json.closeObject()
  }
}

extension PlannedStep: Decodable {
  private enum Key: String, CodingKey {
    case become, critical, destination, endBecome, excluded, healthOf, id, knownGoodFile, needs, proof, remaining
    case service, step, tier, undoes, unseen
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    self.init(
      id: try values.decode(StepID.self, forKey: .id), step: try values.decode(Step.self, forKey: .step),
      service: try values.decodeIfPresent(ServiceName.self, forKey: .service),
      tier: try values.decodeIfPresent(Service.Tier.self, forKey: .tier) ?? .routine,
      needs: try values.list(.needs), excluded: try values.decodeIfPresent(PlannedExclusion.self, forKey: .excluded),
      destination: try values.decodeIfPresent(String.self, forKey: .destination),
      become: try values.decodeIfPresent(Become.self, forKey: .become),
      endBecome: try values.decodeIfPresent([HostName: Become].self, forKey: .endBecome) ?? [:],
      remaining: try values.time(.remaining) ?? .zero, critical: try values.flag(.critical))
    proof = try values.decodeIfPresent(Proof.self, forKey: .proof)
    healthOf = try values.decodeIfPresent(ServiceName.self, forKey: .healthOf)
    undoes = try values.decodeIfPresent(StepID.self, forKey: .undoes)
    unseen = try values.decodeIfPresent(String.self, forKey: .unseen)
    knownGoodFile = try values.decodeIfPresent(String.self, forKey: .knownGoodFile)
  }
}

extension PlannedNeed: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    json.member("step", step)
    json.member("usesOutputs", ifTrue: usesOutputs)
    json.closeObject()
  }
}

extension PlannedNeed: Decodable {
  private enum Key: String, CodingKey { case step, usesOutputs }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    self.init(try values.decode(StepID.self, forKey: .step), usesOutputs: try values.flag(.usesOutputs))
  }
}

/// `{"only":{"mode":"drill"}}` or `{"undo":{}}`.
extension PlannedExclusion: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    switch self {
    case .only(let mode):
      json.key("only")
      json.openObject()
      json.member("mode", mode)
      json.closeObject()
    case .undo:
      json.key("undo")
      json.openObject()
      json.closeObject()
    }
    json.closeObject()
  }
}
