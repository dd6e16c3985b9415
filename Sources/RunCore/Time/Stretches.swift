extension [Range<Duration>] {
  /// The same time in order, none touching another.
  package var merged: Self {
    var result: Self = []
    for stretch in sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, stretch.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<Swift.max(last.upperBound, stretch.upperBound)
      } else {
        result.append(stretch)
      }
    }
    return result
  }

  /// What is left when others are taken away; both are merged ones.
  package func subtracting(_ others: Self) -> Self {
    var result: Self = []
    var first = 0
    for stretch in self {
      var start = stretch.lowerBound
      while first < others.count, others[first].upperBound <= start { first += 1 }
      var next = first
      while next < others.count, others[next].lowerBound < stretch.upperBound {
        if others[next].lowerBound > start { result.append(start..<others[next].lowerBound) }
        start = Swift.max(start, others[next].upperBound)
        next += 1
      }
      if start < stretch.upperBound { result.append(start..<stretch.upperBound) }
    }
    return result
  }

  /// How long they are together; merged ones count each moment once.
  package var total: Duration { reduce(.zero) { $0 + ($1.upperBound - $1.lowerBound) } }
}
