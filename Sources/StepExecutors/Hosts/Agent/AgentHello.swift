internal import RunCore

/// What an agent says of its host when it stands ready.
struct AgentHello: Sendable {
  let boot: String
  /// Seconds on a clock of the host that nobody sets.
  let uptime: Double
  /// Seconds since 1970 by the host's wall clock.
  let wall: Double
  let system: String
  let user: Int
  /// Where job folders stand; a dash where no place was found for them.
  let place: String
  let identity: String
  /// Where work folders stand.
  let desk: String
  /// How a job gets a group of its own: `setsid`, `perl`, `monitor`, or `none`.
  let leader: String
  /// Whether programs can be executed where scripts stand.
  let executes: Bool
  /// The token of the place that an earlier session used, or a dash.
  let earlierIdentity: String
  /// This machine's clocks when the host's were read; the true instant lies between this and the one before the request.
  let seen: ClockReading

  init?(_ reply: AgentReply, seen: ClockReading) {
    let fields = reply.fields
    guard reply.word == "ready", fields.count == 11, let uptime = Double(fields[1]), let wall = Double(fields[2]),
      let user = Int(fields[4])
    else { return nil }
    boot = fields[0]
    self.uptime = uptime
    self.wall = wall
    system = String(fields[3].map { $0 == "_" ? " " : $0 })
    self.user = user
    place = fields[5]
    identity = fields[6]
    desk = fields[7]
    leader = fields[8]
    executes = fields[9] == "yes"
    earlierIdentity = fields[10]
    self.seen = seen
  }

  /// How far the host's wall clock is ahead of this machine's; a clock that tells whole seconds is half a second off.
  var clockOffset: Duration {
    let own = Double(seen.wall) / 1e9
    let theirs = wall == wall.rounded(.down) ? wall + 0.5 : wall
    return .milliseconds(Int64(((theirs - own) * 1000).rounded()))
  }

  /// The instant at which a clock of the host showed so many seconds, on this machine's clocks; no earlier than its boot.
  func reading(at hostUptime: Double) -> ClockReading {
    let distance = Int64((hostUptime - uptime) * 1e9)
    return ClockReading(wall: seen.wall + distance, boot: max(0, seen.boot + distance))
  }
}
