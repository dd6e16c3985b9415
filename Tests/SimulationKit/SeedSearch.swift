/// Runs many seeds on all cores; each simulation is a world of its own, so they share nothing.
package enum SeedSearch {
  /// The first options, in their order, whose run breaks a rule; nil when none does.
  package static func firstFailure<Options: Sendable>(
    among options: Range<UInt64>, _ failure: @escaping @Sendable (UInt64) -> Options?
  ) async -> Options? {
    let width = UInt64(64)
    return await withTaskGroup(of: (UInt64, Options)?.self) { group in
      var next = options.lowerBound
      func addSlice() {
        guard next < options.upperBound else { return }
        let slice = next..<min(next + width, options.upperBound)
        next = slice.upperBound
        group.addTask {
          for seed in slice {
            if let found = failure(seed) { return (seed, found) }
          }
          return nil
        }
      }
      for _ in 0..<8 { addSlice() }
      var first: (seed: UInt64, found: Options)?
      for await result in group {
        if let result, first.map({ result.0 < $0.seed }) ?? true { first = result }
        if first == nil { addSlice() }
      }
      return first?.found
    }
  }
}
