internal import RunCore
internal import RunbookModel

/// What will befall a run, drawn before it begins.
extension Simulation {
  func scheduleFaults() {
    schedule(.crashes, in: 3, upTo: 3) { _ in .crash(session: nil) }
    schedule(.wallJumps, in: 3, upTo: 2) { .wallJumps(.seconds($0.int(-100_000...100_000))) }
    schedule(.sleeps, in: 4) { .machineSleeps($0.seconds(2...4_000)) }
    schedule(.reboots, in: 6) { _ in .reboot }
    schedule(.frozenClocks, in: 6) { chance in
      let duration = chance.once(in: 2) ? chance.milliseconds(1...5_000) : chance.seconds(1...300)
      return chance.once(in: 2) ? .clockStandsStill(duration) : .wallClockStops(duration)
    }
    let starter = people.starter
    schedule(.stops, in: 6, upTo: 2) { chance in
      .operatorStops(
        StopRequest(cause: .operator(starter), cancelsRunning: chance.once(in: 2), leavesCleanup: chance.once(in: 3)))
    }
    schedule(.clockStamps, in: 6) { chance in
      let known = WallTime(nanoseconds: 1_789_977_000_000_000_000)
      return .clockStamped(
        ClockStamp(
          clock: chance.pick(RunClock.allCases), service: nil, time: chance.once(in: 2) ? known : nil, by: starter))
    }
    schedule(.journalRefuses, in: 4) { chance in
      let duration = chance.once(in: 4) ? JournalFaults.forEver : chance.seconds(0...60)
      return .journalRefuses(duration)
    }
    schedule(.hostReboots, in: 4, upTo: 2) { .hostReboots($0.int(0...9)) }
    let hosts: [HostName?] = [nil, "h0", "h1", "g-r0", "nowhere"]
    schedule(.adHoc, in: 5, upTo: 2) { .adHoc(AdHocCommand.script("uptime"), $0.pick(hosts)) }
    scheduleWrites()
  }

  /// Faults that come with one write, whenever that is.
  private func scheduleWrites() {
    var chance = Chance(seed: options.seed, for: "writes")
    let (refused, lied, stalled) = (chance.int(1...12), chance.int(1...12), chance.int(1...12))
    let delay = chance.seconds(10...600)
    let strikes = [chance.once(in: 8), chance.once(in: 8), chance.once(in: 10)]
    if strikes[0], counts(.journalRefuses) { journalFaults.refused.insert(refused) }
    if strikes[1], counts(.journalLies) { journalFaults.lied.insert(lied) }
    if strikes[2], counts(.journalStalls) { journalFaults.stalled[stalled] = delay }
  }

  private func schedule(_ fault: Fault, in times: Int, upTo most: Int = 1, _ make: (inout Chance) -> WorldEvent) {
    var chance = Chance(seed: options.seed, for: fault.rawValue)
    for _ in 0..<most where chance.once(in: times) {
      let time = chance.once(in: 2) ? chance.milliseconds(0...2_000) : chance.milliseconds(0...90_000)
      let event = make(&chance)
      if counts(fault) { queue.put(event, at: time) }
    }
  }

  /// Whether the fault is wanted at all, and this one of it has not been left out.
  private func counts(_ fault: Fault) -> Bool {
    counts.faults += 1
    return options.faults.contains(fault) && !options.leftOutFaults.contains(counts.faults)
  }
}
