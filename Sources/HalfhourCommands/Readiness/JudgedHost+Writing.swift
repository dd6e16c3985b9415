internal import RecoveryPlanning
internal import RunCore
package import RunbookModel
internal import StepExecutors

extension JudgedHost: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("destination", ifAny: findings.host.destination)
      if case .met(let facts) = findings.meeting { json.member("facts", facts) }
      json.member("host", findings.host.name)
      json.member("key", ifAny: findings.key)
      json.member("problems", problems)
      json.member("ready", isReady)
      json.member("state", stateWord)
    }
  }

  private var stateWord: String {
    switch findings.meeting {
    case .comesLater: "address-comes-later"
    case .unreachable: "unreachable"
    case .unconfirmed: "key-not-confirmed"
    case .live: "live-host"
    case .met: "reached"
    }
  }
}

extension HostTrouble: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("stops", stops)
      json.member("words", words)
    }
  }
}

extension ShownKey: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("fingerprint", fingerprint)
      json.member("trust", ifAny: trust)
    }
  }
}

extension HostFacts: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("clockOffset", clockOffset)
      json.member("connecting", connecting)
      json.member("disks", disks)
      json.member("elevations", elevations)
      json.member("freeMemory", ifAny: freeMemory)
      json.member("jobPlace", ifAny: jobPlace)
      json.member("leader", leader)
      json.member("memory", ifAny: memory)
      json.member("recovery", ifAny: recovery)
      json.member("roundTrip", roundTrip)
      json.member("system", system)
      json.member("tools", tools)
      json.member("user", user)
    }
  }
}

extension FreeDisk: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("free", free)
      json.member("path", path)
      json.member("percentUsed", percentUsed)
    }
  }
}

extension Elevation: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("problem", ifAny: problem)
      json.member("user", become.user)
      json.member("with", become.with.rawValue)
    }
  }
}
