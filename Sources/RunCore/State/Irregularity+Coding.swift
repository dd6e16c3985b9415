internal import RunbookModel

/// `{"kind":"wall-clock-jumped","by":"5s"}` and the like: a word, and the one value that belongs to it.
extension Irregularity.Kind: Codable {
  private enum Key: String, CodingKey { case kind, by, step, reason }

  private enum Word: String, Codable {
    case wallClockJumped = "wall-clock-jumped"
    case gapBetweenSessions = "gap-between-sessions"
    case machineSlept = "machine-slept"
    case stoodStill = "stood-still"
    case machineRebooted = "machine-rebooted"
    case endSeenLate = "end-seen-late"
    case bookkeepingLost = "bookkeeping-lost"
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self =
      switch try container.decode(Word.self, forKey: .kind) {
      case .wallClockJumped: .wallClockJumped(try container.decode(DurationText.self, forKey: .by))
      case .gapBetweenSessions: .gapBetweenSessions(try container.decode(DurationText.self, forKey: .by))
      case .machineSlept: .machineSlept(try container.decode(DurationText.self, forKey: .by))
      case .stoodStill: .stoodStill(try container.decode(DurationText.self, forKey: .by))
      case .machineRebooted: .machineRebooted
      case .endSeenLate: .endSeenLate(try container.decode(StepID.self, forKey: .step))
      case .bookkeepingLost: .bookkeepingLost(try container.decode(String.self, forKey: .reason))
      }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    func encode(_ word: Word) throws { try container.encode(word, forKey: .kind) }
    switch self {
    case .wallClockJumped(let jump):
      try encode(.wallClockJumped)
      try container.encode(jump, forKey: .by)
    case .gapBetweenSessions(let gap):
      try encode(.gapBetweenSessions)
      try container.encode(gap, forKey: .by)
    case .machineSlept(let sleep):
      try encode(.machineSlept)
      try container.encode(sleep, forKey: .by)
    case .stoodStill(let time):
      try encode(.stoodStill)
      try container.encode(time, forKey: .by)
    case .machineRebooted: try encode(.machineRebooted)
    case .endSeenLate(let step):
      try encode(.endSeenLate)
      try container.encode(step, forKey: .step)
    case .bookkeepingLost(let reason):
      try encode(.bookkeepingLost)
      try container.encode(reason, forKey: .reason)
    }
  }
}
