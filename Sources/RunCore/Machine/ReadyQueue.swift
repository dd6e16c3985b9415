internal import RecoveryPlanning
internal import RunbookModel

/// Steps that could start now: critical tiers first, then the longest remaining path, then the order of the files.
///
/// Each destination has a queue of its own, so that a host whose places are all taken holds up no other.
struct ReadyQueue: Sendable {
  private struct Rank: Comparable, Sendable {
    var tier: Service.Tier
    var remaining: Duration
    var index: Int

    static func < (left: Rank, right: Rank) -> Bool {
      if left.tier != right.tier { return left.tier < right.tier }
      if left.remaining != right.remaining { return left.remaining > right.remaining }
      return left.index < right.index
    }
  }

  /// Under nil, those that run on this machine.
  private var queues: [String?: Heap<Rank>] = [:]

  mutating func insert(_ index: Int, of plan: Plan, at destination: String?) {
    let planned = plan.steps[index]
    queues[destination, default: Heap()]
      .insert(Rank(tier: planned.tier, remaining: planned.remaining, index: index))
  }

  /// The most urgent step that may start, if there is one; a step whose host has moved since is queued anew.
  mutating func take(where hasRoom: (String?) -> Bool, at destination: (Int) -> String?) -> Int? {
    while let (rank, queue) = best(where: hasRoom) {
      queues[queue]?.removeFirst()
      let present = destination(rank.index)
      if present == queue { return rank.index }
      queues[present, default: Heap()].insert(rank)
    }
    return nil
  }

  private func best(where hasRoom: (String?) -> Bool) -> (rank: Rank, destination: String?)? {
    var best: (rank: Rank, destination: String?)?
    for (destination, queue) in queues {
      guard let rank = queue.first, best.map({ rank < $0.rank }) ?? true, hasRoom(destination) else { continue }
      best = (rank, destination)
    }
    return best
  }

  mutating func removeAll() { queues.removeAll() }
}
