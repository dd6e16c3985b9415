internal import RunbookModel

/// One row of the picture: a name, and when something was done under it.
struct TimelineLane {
  struct Bar {
    var phase: Phase
    var start: Duration
    var duration: Duration
    var planned: Duration?
    var isOpen = false
    /// A try that did not do it.
    var isFailed = false

    var end: Duration { start + duration }
  }

  var name: String
  /// The phase, where it differs from that of the lane above.
  var heading = ""
  var bars: [Bar]
  /// Stretches in which a person was waited for.
  var waits: [(start: Duration, duration: Duration)] = []
  /// Stands behind the last bar.
  var label = ""
  var isCritical = false
  var isBad = false
  /// What only a drill does.
  var isProof = false

  /// The name of those below it rather than a row of its own.
  static func group(_ name: String) -> TimelineLane { TimelineLane(name: name, bars: []) }

  var isGroup: Bool { bars.isEmpty }

  var end: Duration { bars.map(\.end).max() ?? .zero }

  var plannedEnd: Duration { bars.map { $0.start + ($0.planned ?? .zero) }.max() ?? .zero }
}
