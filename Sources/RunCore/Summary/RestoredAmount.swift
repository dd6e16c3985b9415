internal import RunbookModel

/// How much data some steps restored, and in what time.
struct RestoredAmount {
  private(set) var bytes: Int?
  /// Steps side by side count once; nil where none of them has begun and ended.
  private(set) var time: Duration?

  init(of steps: [StepRecord]) {
    var stretches: [(start: Duration, end: Duration)] = []
    for step in steps {
      guard let size = step.size else { continue }
      let (sum, overflow) = (bytes ?? 0).addingReportingOverflow(size)
      bytes = overflow ? .max : sum
      if let start = step.firstStarted?.elapsed, let end = step.ended?.elapsed, end >= start {
        stretches.append((start, end))
      }
    }
    var last: Duration?
    for stretch in stretches.sorted(by: { $0.start < $1.start }) {
      let start = max(stretch.start, last ?? stretch.start)
      time = (time ?? .zero) + max(.zero, stretch.end - start)
      last = max(stretch.end, last ?? stretch.end)
    }
  }
}
