internal import RecoveryPlanning
package import RunbookModel

/// Something of a run that people are told of.
package enum News: Hashable, Sendable {
  case started
  case serviceDown(ServiceName)
  case halfUsed(ServiceName)
  case targetNear(ServiceName)
  /// A question was opened; its number.
  case waiting(Int)
  /// The same question, which nobody has answered for a while.
  case reminder(Int)
  /// A step failed for good.
  case failed(StepID)
  /// The run is being stopped.
  case stopping
  case recovered(ServiceName)
  case finished
  /// Nothing in particular: a while has passed.
  case regular
  /// What a `notify` step has to say.
  case notify(StepID)

  /// As `SentUpdate.about` names it: the word of its event, and of whom or what; told once under each such name.
  package var about: String {
    switch self {
    case .started: UpdateEvent.started.rawValue
    case .serviceDown(let service): "\(UpdateEvent.serviceDown.rawValue) \(service)"
    case .halfUsed(let service): "\(UpdateEvent.halfUsed.rawValue) \(service)"
    case .targetNear(let service): "\(UpdateEvent.targetNear.rawValue) \(service)"
    case .waiting(let prompt): "\(UpdateEvent.waiting.rawValue) \(prompt)"
    case .reminder(let prompt): "reminder \(prompt)"
    case .failed(let step): "\(UpdateEvent.failed.rawValue) \(step)"
    case .stopping: UpdateEvent.failed.rawValue
    case .recovered(let service): "\(UpdateEvent.recovered.rawValue) \(service)"
    case .finished: UpdateEvent.finished.rawValue
    case .regular: "regular"
    case .notify(let step): step.description
    }
  }

  /// The site's word for it; nil for what no site can turn off.
  var event: UpdateEvent? {
    switch self {
    case .started: .started
    case .serviceDown: .serviceDown
    case .halfUsed: .halfUsed
    case .targetNear: .targetNear
    case .waiting, .reminder: .waiting
    case .failed, .stopping: .failed
    case .recovered: .recovered
    case .finished: .finished
    case .regular, .notify: nil
    }
  }
}

/// A message that is due: to whom, and of what, in the order in which it happened.
package struct DueUpdate: Hashable, Sendable {
  package var channel: ChannelName
  package var news: [News]
}
