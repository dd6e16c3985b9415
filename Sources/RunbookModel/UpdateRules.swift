/// When and to whom a run tells how it goes, without anybody's asking.
package struct UpdateRules: Hashable, Sendable, Decodable {
  /// How often it tells, whatever happens; nil for on events alone.
  @OptionalDurationText package var every: Duration?
  /// What it tells of at once.
  package var on: [UpdateEvent]
  /// Whom it tells; every channel of the site where it is empty.
  package var to: [ChannelName]
  /// The least time between two messages to one channel; what happens meanwhile is told together.
  @DurationText package var spacing: Duration
  /// How often it tells of a question that nobody has answered.
  @DurationText package var remind: Duration

  package init(
    every: Duration? = nil, on: [UpdateEvent] = UpdateEvent.allCases, to: [ChannelName] = [],
    spacing: Duration = .seconds(30), remind: Duration = .seconds(300)
  ) {
    _every = OptionalDurationText(wrappedValue: every)
    self.on = on
    self.to = to
    _spacing = DurationText(wrappedValue: spacing)
    _remind = DurationText(wrappedValue: remind)
  }
}

/// What people want to be told of a run at once.
package enum UpdateEvent: String, CaseIterable, Sendable, Codable {
  case started
  /// A service that the run recovers is down: what the business does meanwhile, and which vendor to call.
  case serviceDown = "service-down"
  /// Half of a service's target is used.
  case halfUsed = "half-used"
  /// A service's target is about to be missed: a tenth of it is left.
  case targetNear = "target-near"
  /// A question waits for a person.
  case waiting
  /// A step failed for good.
  case failed
  /// A service is verified, or accepted where its target says so.
  case recovered
  case finished
}

extension UpdateEvent: JSONWritable {}

extension UpdateRules: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("every", ifAny: every)
      json.member("on", on)
      json.member("remind", remind)
      json.member("spacing", spacing)
      json.member("to", to)
    }
  }
}
