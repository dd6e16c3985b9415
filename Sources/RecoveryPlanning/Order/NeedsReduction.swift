/// The fewest direct needs that keep the same order among the steps that are carried out.
///
/// A step that this mode leaves out is over from the start, so it holds nothing back; whoever waits for it waits
/// for what it waits for instead.
///
/// Most steps wait for everything that comes before some place of the order, so that place is kept for each: a need
/// above it is seen to be superfluous at once, and only what lies below is walked through.
enum NeedsReduction {
  static func reduce(_ needs: [[Int]], order: [Int], isExcluded: (Int) -> Bool) -> [[Int]] {
    var reduced = Array(repeating: [Int](), count: needs.count)
    var levels = Array(repeating: 0, count: needs.count)
    var lastSeenBy = Array(repeating: -1, count: needs.count)
    var lastReachedBy = lastSeenBy
    var places = levels
    let carriedOut = order.filter { !isExcluded($0) }
    for (place, number) in carriedOut.enumerated() { places[number] = place }
    // How many of the steps that are carried out, from the first on, each one waits for without a gap.
    var covered = levels
    for number in order {
      var direct: [Int] = []
      for needed in needs[number] {
        for real in isExcluded(needed) ? reduced[needed] : [needed] where lastSeenBy[real] != number {
          lastSeenBy[real] = number
          direct.append(real)
        }
      }
      levels[number] = (direct.map { levels[$0] }.max() ?? -1) + 1
      var start = direct.map { covered[$0] }.max() ?? 0
      direct.removeAll { places[$0] < start }
      if let lowest = direct.map({ levels[$0] }).min(), lowest < levels[number] - 1 {
        mark(from: direct, downTo: lowest, by: number, reduced, levels, &lastReachedBy)
        direct.removeAll { lastReachedBy[$0] == number }
      }
      reduced[number] = direct
      while start < carriedOut.count, lastSeenBy[carriedOut[start]] == number { start += 1 }
      covered[number] = start
    }
    return reduced
  }

  /// Marks everything that the steps wait for, as far down as the lowest of them: a longest way only grows.
  private static func mark(
    from steps: [Int], downTo lowest: Int, by number: Int, _ needs: [[Int]], _ levels: [Int],
    _ lastReachedBy: inout [Int]
  ) {
    var stack = steps.filter { levels[$0] > lowest }
    while let step = stack.popLast() {
      for needed in needs[step] where levels[needed] >= lowest && lastReachedBy[needed] != number {
        lastReachedBy[needed] = number
        stack.append(needed)
      }
    }
  }
}
