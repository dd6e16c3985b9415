internal import RunbookModel

/// A part of a run between two of its clocks, as somebody sees it who isn't interested in steps.
struct TimeStretch: Hashable {
  enum Part: String, Hashable, CaseIterable {
    case detect, decide, mobilise, execute, accept, backlog
    /// From a drill's start to its first step, where nothing is assumed of the time before.
    case start
    /// What the run did after all was back.
    case after

    /// The clock at its start, and the one at its end.
    var clocks: (from: String, to: String) {
      switch self {
      case .detect: ("T0", "T1")
      case .decide: ("T1", "T2")
      case .mobilise: ("T2", "T4")
      case .start: ("T3", "T4")
      case .execute: ("T4", "T6")
      case .accept: ("T6", "T7")
      case .backlog: ("T7", "T8")
      case .after: ("", "")
      }
    }
  }

  enum Certainty: Hashable {
    case measured
    /// Reckoned from the site's allowances in a drill.
    case assumed
    /// Several parts in one, since nobody gave a time between them, or the first without a beginning.
    case unknown
    /// The run isn't over, and it goes on.
    case open
    /// The run ended before it was reached.
    case unreached
  }

  var parts: [Part]
  /// Nil where nobody knows when it began.
  var from: Duration?
  var to: Duration
  var certainty: Certainty = .measured

  var length: Duration? { from.map { to - $0 } }

  var isShown: Bool { parts != [.after] }
}
