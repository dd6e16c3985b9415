internal import RecoveryPlanning
internal import RunbookModel

extension RunState {
  package var runningAdHoc: [AdHocRecord] { adHoc.filter(\.isRunning) }

  func knowsAdHoc(_ id: Int) -> Bool { adHoc.contains { $0.request.id == id } }

  mutating func applyAdHoc(_ intent: AdHocIntent, at moment: Moment) throws(Contradiction) {
    guard ended == nil else { throw Contradiction("\(intent.attempt) starts in a run that is over") }
    guard !knowsAdHoc(intent.request.id) else { throw Contradiction("\(intent.attempt) starts a second time") }
    adHoc.append(
      AdHocRecord(
        request: intent.request, attempt: intent.attempt, started: moment, boot: sessions.last?.opening.boot,
        jobFolders: sessions.last?.opening.jobFolders, destination: intent.destination,
        contact: intent.request.host.flatMap { hosts[$0]?.contact }))
  }

  mutating func applyAdHoc(_ end: AdHocEnd, at moment: Moment) throws(Contradiction) {
    guard let place = adHoc.firstIndex(where: { $0.attempt == end.attempt && $0.isRunning }) else {
      throw Contradiction("\(end.attempt) ends but doesn't run")
    }
    adHoc[place].report = end.report
    adHoc[place].observedLate = end.observedLate
    adHoc[place].ended = moment
    guard let times = end.report.times, times.started.uptime <= times.ended.uptime else { return }
    let ended = adHoc[place].started.shifted(by: times.ended.uptime - times.started.uptime)
    // Its own clocks say how long it took; when it began is as exact as its intent.
    if ended.elapsed <= moment.elapsed { adHoc[place].ended = ended }
  }

  mutating func applyAdHoc(_ refusal: AdHocRefusal, at moment: Moment) throws(Contradiction) {
    guard !knowsAdHoc(refusal.request.id) else { throw Contradiction("a command is refused that was started") }
    let attempt = AttemptID(adHoc: refusal.request.id, root: plan.root)
    adHoc.append(
      AdHocRecord(
        request: refusal.request, attempt: attempt, started: moment, ended: moment, refusal: refusal.reason))
  }
}
