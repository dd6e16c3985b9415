internal import RunbookModel

/// One row of the picture: a name, and when something was done under it.
struct TimelineLane {
  struct Bar {
    var phase: Phase
    var start: Duration
    var duration: Duration
    var planned: Duration?
    var isOpen: Bool
  }

  var name: String
  /// The phase, where it differs from that of the lane above.
  var heading: String
  var bars: [Bar]
  /// Stretches in which a person was waited for.
  var waits: [(start: Duration, duration: Duration)]
  /// Stands behind the last bar.
  var label: String
  var isCritical: Bool
  var isBad: Bool

  var end: Duration { bars.map { $0.start + $0.duration }.max() ?? .zero }

  var plannedEnd: Duration { bars.map { $0.start + ($0.planned ?? .zero) }.max() ?? .zero }
}
