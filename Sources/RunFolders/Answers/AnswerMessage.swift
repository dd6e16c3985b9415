internal import RunCore
internal import RunbookModel

/// What one file of the `answers` folder says.
enum AnswerMessage {
  case answer(PromptAnswer)
  case stop(StopRequest)
  case adHoc(AdHocRequest)
  case note(Note)
  case finding(FindingChange)
  case participant(Participation)
  case clock(ClockStamp)
  case signOff(SignOff)

  /// Far more than a person writes; a larger file is none of ours.
  static let maximumBytes = 1 << 20

  var event: RunEvent {
    switch self {
    case .answer(let answer): .answered(answer)
    case .stop(let request): .stopRequested(request)
    case .adHoc(let request): .adHocRequested(request)
    case .note(let note): .noted(note)
    case .finding(let change): .findingChanged(change)
    case .participant(let participation): .participantNoted(participation)
    case .clock(let stamp): .clockStamped(stamp)
    case .signOff(let signOff): .signedOff(signOff)
    }
  }
}

/// `{"answer":…}`, `{"stop":…}`, `{"note":…}`: an object with one member, whose name says what it is.
extension AnswerMessage: Decodable {
  private enum Key: String, CodingKey { case answer, stop, adHoc, note, finding, participant, clock, signOff }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let answer = try container.decodeIfPresent(PromptAnswer.self, forKey: .answer) {
      self = .answer(answer)
    } else if let request = try container.decodeIfPresent(AdHocRequest.self, forKey: .adHoc) {
      self = .adHoc(request)
    } else if let note = try container.decodeIfPresent(Note.self, forKey: .note) {
      self = .note(note)
    } else if let change = try container.decodeIfPresent(FindingChange.self, forKey: .finding) {
      self = .finding(change)
    } else if let participation = try container.decodeIfPresent(Participation.self, forKey: .participant) {
      self = .participant(participation)
    } else if let stamp = try container.decodeIfPresent(ClockStamp.self, forKey: .clock) {
      self = .clock(stamp)
    } else if let signOff = try container.decodeIfPresent(SignOff.self, forKey: .signOff) {
      self = .signOff(signOff)
    } else {
      self = .stop(try container.decode(StopRequest.self, forKey: .stop))
    }
  }
}

extension AnswerMessage: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      switch self {
      case .answer(let answer): json.member("answer", answer)
      case .stop(let request): json.member("stop", request)
      case .adHoc(let request): json.member("adHoc", request)
      case .note(let note): json.member("note", note)
      case .finding(let change): json.member("finding", change)
      case .participant(let participation): json.member("participant", participation)
      case .clock(let stamp): json.member("clock", stamp)
      case .signOff(let signOff): json.member("signOff", signOff)
      }
    }
  }
}
