internal import Expressions
internal import RecoveryPlanning
package import RunbookModel

/// Where the hosts of a step are, and what is known of them by now.
extension RunState {
  /// Where a step runs, when it isn't this machine; nil also as long as nobody has given its host an address.
  package func destination(of index: Int) -> String? {
    let planned = plan.steps[index]
    return planned.destination ?? planned.step.on.flatMap(destination)
  }

  /// The plan's word, else that of the step that gave the address.
  package func destination(of host: HostName) -> String? {
    graph.plannedHost(host)?.destination ?? hosts[host]?.provided?.destination
  }

  private func destination(of host: HostName, for index: Int) -> String? {
    plan.steps[index].step.on == host ? destination(of: index) : destination(of: host)
  }

  /// Why the step can't start: a host that has no address. It would run here, or nowhere.
  func missingHost(of index: Int) -> String? {
    for host in graph.hosts[index] where destination(of: host, for: index) == nil {
      return "needs the host \(host), which has no address" + fateOfGiver(of: host)
    }
    return nil
  }

  /// What became of the step that should have given a host its address; the last one that is over tells most.
  private func fateOfGiver(of host: HostName) -> String {
    let givers = graph.providers[host, default: []]
    guard let giver = givers.last(where: { steps[$0].outcome != nil }) ?? givers.first else { return "" }
    let fate = if let outcome = steps[giver].outcome { "is \(outcome.rawValue)" } else { "is not over" }
    return ": \(plan.steps[giver].id), which gives it, \(fate)"
  }

  /// How the last attempt of a step reaches its hosts.
  func accesses(of index: Int) -> [HostName: HostAccess] {
    var result: [HostName: HostAccess] = [:]
    let attempt = steps[index].attempts.last
    for host in graph.hosts[index] {
      let isOwn = plan.steps[index].step.on == host
      guard let destination = (isOwn ? attempt?.destination : nil) ?? destination(of: host, for: index) else {
        continue
      }
      result[host] = access(to: host, at: destination, lastContact: attempt?.contacts[host])
    }
    return result
  }

  func access(to host: HostName, at destination: String, lastContact: HostContact?) -> HostAccess {
    let planned = graph.plannedHost(host)
    let accepted = hosts[host, default: HostRecord()].acceptances.map(\.refusal).filter {
      $0.destination == destination
    }
    var keys = (planned?.keys ?? []).map { AcceptedKey($0, trust: .site) }
    keys += (hosts[host]?.provided?.keys ?? []).map { AcceptedKey($0, trust: .provided) }
    keys += accepted.filter { $0.subject == .unknownKey }.map { AcceptedKey($0.detail, trust: .confirmed) }
    return HostAccess(
      name: host, destination: destination, isShared: planned?.isShared ?? false, keys: keys,
      takenOver: accepted.last { $0.subject == .foreignMarker }?.detail, lastContact: lastContact)
  }

  func isAccepted(_ refusal: HostRefusal) -> Bool {
    hosts[refusal.host, default: HostRecord()].acceptances.contains { $0.refusal.isSame(as: refusal) }
  }

  /// The address that a step gives with these outputs; nil where it gives none.
  func providedAddress(
    by index: Int, with outputs: [OutputName: String]
  ) throws(UnusableAddress) -> ProvidedAddress? {
    guard let provides = plan.steps[index].step.provides else { return nil }
    return try ProvidedAddress(
      host: provides.host, destination: text(provides.address, of: index, with: outputs),
      keys: provides.hostKey.map { text($0, of: index, with: outputs) ?? "" }, of: plan.steps[index].id, in: plan)
  }

  mutating func keepAddress(of host: HostName, by index: Int, with outputs: [OutputName: String]) {
    // The machine lets no step succeed that gives an address which can't be used.
    guard let address = try? providedAddress(by: index, with: outputs) else { return }
    hosts[host, default: HostRecord()].provided = address
  }

  /// Keeps what was seen of a host, also for the attempts that reach it for the first time.
  mutating func applyContact(_ contact: HostContact, at moment: Moment) {
    var record = hosts[contact.host, default: HostRecord()]
    if let last = record.meetings.last, last.contact.destination == contact.destination, last.contact.key == contact.key
    {
      record.meetings[record.meetings.count - 1].contact = contact
    } else {
      record.meetings.append(HostMeeting(contact: contact, first: moment))
    }
    hosts[contact.host] = record
    for place in adHoc.indices where adHoc[place].isRunning && adHoc[place].request.host == contact.host {
      if adHoc[place].contact == nil { adHoc[place].contact = contact }
    }
    for index in graph.users(of: contact.host) {
      guard case .running = steps[index].state, let last = steps[index].attempts.indices.last else { continue }
      if steps[index].attempts[last].contacts[contact.host] == nil {
        steps[index].attempts[last].contacts[contact.host] = contact
      }
    }
  }

  /// What was seen of the step's hosts when an attempt starts.
  func contacts(of index: Int) -> [HostName: HostContact] {
    var result: [HostName: HostContact] = [:]
    for host in graph.hosts[index] { result[host] = hosts[host]?.contact }
    return result
  }
}

extension HostRefusal {
  /// Whether a word about the one is a word about the other: the fingerprint only tells the key once more.
  func isSame(as other: HostRefusal) -> Bool {
    subject == other.subject && host == other.host && destination == other.destination && detail == other.detail
  }
}
