internal import RunCore

/// What one file of the `answers` folder says.
enum AnswerMessage: Codable {
  case answer(PromptAnswer)
  case stop(StopRequest)

  /// Far more than a person writes; a larger file is none of ours.
  static let maximumBytes = 1 << 20

  var event: RunEvent {
    switch self {
    case .answer(let answer): .answered(answer)
    case .stop(let request): .stopRequested(request)
    }
  }
}
