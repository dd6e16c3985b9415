package import RunbookModel

/// `{"kind":"wall-clock-jumped","by":"5s"}` and the like: a word, and the one value that belongs to it.
extension Irregularity.Kind: Decodable {
  private enum Key: String, CodingKey { case kind, by, step, reason, host }

  fileprivate enum Word: String, Decodable {
    case wallClockJumped = "wall-clock-jumped"
    case gapBetweenSessions = "gap-between-sessions"
    case machineSlept = "machine-slept"
    case stoodStill = "stood-still"
    case machineRebooted = "machine-rebooted"
    case endSeenLate = "end-seen-late"
    case bookkeepingLost = "bookkeeping-lost"
    case pointCorrected = "recovery-point-corrected"
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
      case .pointCorrected:
        .pointCorrected(
          try container.decode(StepID.self, forKey: .step), try container.decode(HostName.self, forKey: .host),
          by: try container.decode(DurationText.self, forKey: .by))
      }
  }
}

extension Irregularity.Kind: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      switch self {
      case .wallClockJumped(let time): write(.wallClockJumped, by: time, &json)
      case .gapBetweenSessions(let time): write(.gapBetweenSessions, by: time, &json)
      case .machineSlept(let time): write(.machineSlept, by: time, &json)
      case .stoodStill(let time): write(.stoodStill, by: time, &json)
      case .machineRebooted: json.member("kind", Word.machineRebooted.rawValue)
      case .endSeenLate(let step):
        json.member("kind", Word.endSeenLate.rawValue)
        json.member("step", step)
      case .bookkeepingLost(let reason):
        json.member("kind", Word.bookkeepingLost.rawValue)
        json.member("reason", reason)
      case .pointCorrected(let step, let host, let offset):
        json.member("by", offset.wrappedValue)
        json.member("host", host)
        json.member("kind", Word.pointCorrected.rawValue)
        json.member("step", step)
      }
    }
  }

  private func write(_ word: Word, by time: DurationText, _ json: inout JSONWriter) {
    json.member("by", time.wrappedValue)
    json.member("kind", word.rawValue)
  }
}
