/// An entry is one flat JSON object: its number, its times, its kind under `entry`, and the fields of that kind.
extension JournalEntry: Decodable {
  private enum Key: String, CodingKey { case sequence = "seq", wall = "at", uptime = "up", kind = "entry" }

  /// The words under `entry`; they are part of the format and never change their meaning.
  enum Kind: String, Decodable {
    case runOpened = "run-opened"
    case sessionOpened = "session-opened"
    case stepStarted = "step-started"
    case stepFinished = "step-finished"
    case stepExcluded = "step-excluded"
    case adHocStarted = "ad-hoc-started"
    case adHocFinished = "ad-hoc-finished"
    case adHocRefused = "ad-hoc-refused"
    case promptOpened = "prompt-opened"
    case promptAnswered = "prompt-answered"
    case stopRequested = "stop-requested"
    case clockStamped = "clock-stamped"
    case hostContacted = "host-contacted"
    case machineSlept = "machine-slept"
    case stoodStill = "stood-still"
    case bookkeepingLost = "bookkeeping-lost"
    case bookkeepingRestored = "bookkeeping-restored"
    case promptExpired = "prompt-expired"
    case amended
    case noted
    case findingChanged = "finding-changed"
    case participantNoted = "participant-noted"
    case signedOff = "signed-off"
    case updateSent = "update-sent"
    case reopened
    case runFinished = "run-finished"
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    sequence = try container.decode(Int.self, forKey: .sequence)
    stamp = Stamp(
      wall: try container.decode(WallTime.self, forKey: .wall),
      uptime: try container.decode(Uptime.self, forKey: .uptime))
    event =
      switch try container.decode(Kind.self, forKey: .kind) {
      case .runOpened: .runOpened(try RunOpening(from: decoder))
      case .sessionOpened: .sessionOpened(try SessionOpening(from: decoder))
      case .stepStarted: .stepStarted(try AttemptStart(from: decoder))
      case .stepFinished: .stepFinished(try AttemptEnd(from: decoder))
      case .stepExcluded: .stepExcluded(try StepExclusion(from: decoder))
      case .adHocStarted: .adHocStarted(try AdHocIntent(from: decoder))
      case .adHocFinished: .adHocFinished(try AdHocEnd(from: decoder))
      case .adHocRefused: .adHocRefused(try AdHocRefusal(from: decoder))
      case .promptOpened: .promptOpened(try Prompt(from: decoder))
      case .promptAnswered: .promptAnswered(try PromptAnswer(from: decoder))
      case .stopRequested: .stopRequested(try StopRequest(from: decoder))
      case .clockStamped: .clockStamped(try ClockStamp(from: decoder))
      case .hostContacted: .hostContacted(try HostContact(from: decoder))
      case .machineSlept: .machineSlept(try Sleep(from: decoder))
      case .stoodStill: .stoodStill(try Standstill(from: decoder))
      case .bookkeepingLost: .bookkeepingLost(try BookkeepingLoss(from: decoder))
      case .bookkeepingRestored: .bookkeepingRestored
      case .promptExpired: .promptExpired(try PromptExpiry(from: decoder))
      case .amended: .amended(try Amendment(from: decoder))
      case .noted: .noted(try Note(from: decoder))
      case .findingChanged: .findingChanged(try FindingChange(from: decoder))
      case .participantNoted: .participantNoted(try Participation(from: decoder))
      case .signedOff: .signedOff(try SignOff(from: decoder))
      case .updateSent: .updateSent(try SentUpdate(from: decoder))
      case .reopened: .reopened(try Reopening(from: decoder))
      case .runFinished: .runFinished(try RunEnding(from: decoder))
      }
  }

  var kind: Kind {
    switch event {
    case .runOpened: .runOpened
    case .sessionOpened: .sessionOpened
    case .stepStarted: .stepStarted
    case .stepFinished: .stepFinished
    case .stepExcluded: .stepExcluded
    case .adHocStarted: .adHocStarted
    case .adHocFinished: .adHocFinished
    case .adHocRefused: .adHocRefused
    case .promptOpened: .promptOpened
    case .promptAnswered: .promptAnswered
    case .stopRequested: .stopRequested
    case .clockStamped: .clockStamped
    case .hostContacted: .hostContacted
    case .machineSlept: .machineSlept
    case .stoodStill: .stoodStill
    case .bookkeepingLost: .bookkeepingLost
    case .bookkeepingRestored: .bookkeepingRestored
    case .promptExpired: .promptExpired
    case .amended: .amended
    case .noted: .noted
    case .findingChanged: .findingChanged
    case .participantNoted: .participantNoted
    case .signedOff: .signedOff
    case .updateSent: .updateSent
    case .reopened: .reopened
    case .runFinished: .runFinished
    }
  }
}
