internal import RunCore
internal import RunbookModel

/// What one file of the `answers` folder says.
enum AnswerMessage {
  case answer(PromptAnswer)
  case stop(StopRequest)
  case adHoc(AdHocRequest)

  /// Far more than a person writes; a larger file is none of ours.
  static let maximumBytes = 1 << 20

  var event: RunEvent {
    switch self {
    case .answer(let answer): .answered(answer)
    case .stop(let request): .stopRequested(request)
    case .adHoc(let request): .adHocRequested(request)
    }
  }
}

/// `{"answer":…}`, `{"adHoc":…}` or `{"stop":…}`.
extension AnswerMessage: Decodable {
  private enum Key: String, CodingKey { case answer, stop, adHoc }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let answer = try container.decodeIfPresent(PromptAnswer.self, forKey: .answer) {
      self = .answer(answer)
    } else if let request = try container.decodeIfPresent(AdHocRequest.self, forKey: .adHoc) {
      self = .adHoc(request)
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
      }
    }
  }
}
