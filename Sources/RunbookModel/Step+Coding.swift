/// What its author left to the default is left out, so that a plan's JSON is short to read, to write and to hash.
extension Step: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    writeFirstHalf(&json)
    writeSecondHalf(&json)
    json.closeObject()
  }

  private func writeFirstHalf(_ json: inout JSONWriter) {
    json.member("about", ifAny: about)
    json.member("become", ifAny: become)
    json.member("budget", ifAny: budget)
    json.member("condition", ifAny: condition)
    json.member("expect", ifAny: expect)
    json.member("files", ifFilled: files)
    json.member("gate", ifTrue: gate)
    json.member("id", id)
    json.member("idempotent", ifTrue: idempotent)
    json.member("kind", kind)
    json.member("links", ifFilled: links)
    json.member("liveOK", ifAny: liveOK)
    json.member("location", at: location)
    if let logLimit { json.member("logLimit", logLimit) }
    json.member("name", ifAny: name)
    if needs != .standard { json.member("needs", needs) }
  }

  private func writeSecondHalf(_ json: inout JSONWriter) {
    json.member("on", ifAny: on)
    json.member("onFailure", ifAny: onFailure)
    if onUnknown != .ask { json.member("onUnknown", onUnknown) }
    json.member("only", ifAny: only)
    json.member("outputs", ifFilled: outputs)
    json.member("phase", phase)
    json.member("polling", ifAny: polling)
    json.member("provides", ifAny: provides)
    json.member("recoveryPoint", ifAny: recoveryPoint)
    json.member("retry", ifAny: retry)
    json.member("role", ifAny: role)
    json.member("seenRedSkip", ifAny: seenRedSkip)
    json.member("size", ifAny: size)
    json.member("skipIf", ifAny: skipIf)
    json.member("timeout", ifAny: timeout)
    json.member("undo", ifAny: undo)
    json.member("unguarded", ifTrue: unguarded)
    json.member("with", ifFilled: with)
  }
}

extension Step: Decodable {
  private enum Key: String, CodingKey {
    case about, become, budget, condition, expect, files, gate, id, idempotent, kind, links, liveOK, location
    case logLimit, name, needs, on, onFailure, onUnknown, only, outputs, phase, polling, provides, recoveryPoint, retry
    case role, seenRedSkip, size, skipIf, timeout, undo, unguarded, with
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    func value<Value: Decodable>(_ key: Key) throws -> Value? { try values.decodeIfPresent(Value.self, forKey: key) }
    self.init(
      id: try values.decode(StepName.self, forKey: .id),
      location: try values.location(.location),
      phase: try values.decode(Phase.self, forKey: .phase), kind: try values.decode(StepKind.self, forKey: .kind),
      name: try value(.name), about: try value(.about), links: try values.list(.links), on: try value(.on),
      become: try value(.become), needs: try value(.needs) ?? .standard, gate: try values.flag(.gate),
      unguarded: try values.flag(.unguarded), condition: try value(.condition), only: try value(.only),
      skipIf: try value(.skipIf), with: try values.list(.with), files: try values.list(.files),
      outputs: try values.list(.outputs), timeout: try values.time(.timeout), budget: try values.time(.budget),
      retry: try value(.retry), expect: try value(.expect), polling: try value(.polling),
      onFailure: try value(.onFailure), onUnknown: try value(.onUnknown) ?? .ask,
      idempotent: try values.flag(.idempotent),
      undo: try value(.undo), provides: try value(.provides), liveOK: try value(.liveOK),
      seenRedSkip: try value(.seenRedSkip), logLimit: try value(.logLimit),
      recoveryPoint: try value(.recoveryPoint), size: try value(.size), role: try value(.role))
  }
}

extension Needs: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    json.member("above", above)
    json.member("references", references)
    json.closeObject()
  }
}

extension WithValue: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    json.member("name", name)
    json.member("value", value)
    json.closeObject()
  }
}

extension ProvidedHost: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    json.member("address", address)
    json.member("host", host)
    json.member("hostKey", ifAny: hostKey)
    json.closeObject()
  }
}

extension Become: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    json.member("user", user)
    json.member("with", with)
    json.closeObject()
  }
}

extension Retry: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    json.member("attempts", attempts)
    json.member("backoff", backoff)
    json.member("delay", delay)
    json.member("reset", ifAny: reset)
    json.closeObject()
  }
}

extension Polling: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    json.member("every", every)
    json.member("within", within)
    json.closeObject()
  }
}

extension Step.OnFailure: JSONWritable {}
extension Step.OnUnknown: JSONWritable {}
extension Phase: JSONWritable {}
extension RunMode: JSONWritable {}
extension Become.Command: JSONWritable {}
