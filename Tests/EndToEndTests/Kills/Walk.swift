/// Hands out the numbers of calls until a run ends before the call of that number comes.
actor Walk {
  private var upcoming: Int
  private let stride: Int
  private var last = Int.max
  private var kills = 0

  /// Goes through the numbers in four lanes; how many of them ended in a kill, which is what `play` returns.
  static func through(from first: Int, by stride: Int, play: @escaping @Sendable (Int) async throws -> Bool)
    async throws -> Int
  {
    let walk = Walk(first: first, stride: stride)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          while let number = await walk.next() { await walk.note(number, try await play(number)) }
        }
      }
      try await group.waitForAll()
    }
    return await walk.kills
  }

  private init(first: Int, stride: Int) {
    upcoming = first
    self.stride = stride
  }

  private func next() -> Int? {
    guard upcoming <= last else { return nil }
    defer { upcoming += stride }
    return upcoming
  }

  private func note(_ number: Int, _ wasKilled: Bool) {
    if wasKilled { kills += 1 } else { last = min(last, number) }
  }
}
