internal import Foundation
internal import SimulationKit

/// Simulates many seeds and tells of the first that breaks a rule; for a million, build it for speed.
///
/// `swift run -c release simulate COUNT [FIRST]`; with `--seed NUMBER` it tells the story of one.
@main
struct Simulate {
  static func main() async {
    let arguments = CommandLine.arguments.dropFirst().map { UInt64($0) }
    if CommandLine.arguments.dropFirst().first == "--seed", let seed = arguments.dropFirst().first ?? nil {
      print(Simulation.run(SimulationOptions(seed: seed, recordsHistory: true)))
      return
    }
    guard let count = arguments.first ?? nil, count > 0 else {
      print("usage: simulate COUNT [FIRST] | simulate --seed NUMBER")
      exit(2)
    }
    let first = arguments.dropFirst().first.flatMap { $0 } ?? 1
    let began = ContinuousClock.now
    for start in stride(from: first, to: first + count, by: 50_000) {
      let seeds = start..<min(start + 50_000, first + count)
      let failure = await SeedSearch.firstFailure(among: seeds) { seed in
        let result = Simulation.run(SimulationOptions(seed: seed))
        return result.violation == nil ? nil : result.options
      }
      if let failure {
        print("seed \(failure.seed), number \(failure.seed - first + 1), breaks a rule; made smaller:")
        print(Simulation.shrunk(failure))
        exit(1)
      }
      if count > 50_000 { print("seeds to \(seeds.upperBound - 1): no rule broken, \(ContinuousClock.now - began)") }
    }
    print("\(count) seeds from \(first): no rule broken, \(ContinuousClock.now - began)")
  }
}
