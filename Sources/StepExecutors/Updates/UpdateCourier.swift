package import RecoveryPlanning
package import RunCore
package import RunbookModel
internal import Synchronization

/// Delivers messages in tasks of its own, so that no recovery waits for a channel; every outcome is told once.
package final class UpdateCourier: Sendable {
  private let ways: [ChannelName: (queue: DeliveryQueue, way: DeliveryWay)]
  private let patience: DeliveryPatience
  private let note: @Sendable (SentUpdate) -> Void
  private let workers = Mutex<[Task<Void, Never>]>([])

  package init(
    channels: [PlannedChannel], settings: DeliverySettings, patience: DeliveryPatience = DeliveryPatience(),
    note: @escaping @Sendable (SentUpdate) -> Void
  ) {
    self.patience = patience
    self.note = note
    let pairs = channels.map { channel in
      (
        channel.name,
        (
          queue: DeliveryQueue(most: patience.most),
          way: DeliveryWay(channel: channel, settings: settings, patience: patience)
        )
      )
    }
    ways = Dictionary(pairs) { first, _ in first }
    let tasks = ways.values.map { pair in Task.detached { [self] in await work(pair.queue, pair.way) } }
    workers.withLock { $0 = tasks }
  }

  /// The channels that have something under way.
  package var busy: Set<ChannelName> { Set(ways.filter { !$0.value.queue.isIdle }.map(\.key)) }

  /// Returns at once; a channel that nobody knows is told as a problem.
  package func send(_ message: UpdateMessage) {
    guard let queue = ways[message.channel]?.queue else {
      return tell(message, attempts: 0, "the site has no channel \(message.channel)")
    }
    for left in queue.put(message) {
      tell(left, attempts: 0, "left out: \(patience.most) messages waited for this channel already")
    }
  }

  /// Waits for what is under way, but no longer than so; what is left then was not delivered.
  package func close(within grace: Duration) async {
    for pair in ways.values { pair.queue.close() }
    let tasks = workers.withLock { $0 }
    let guardian = Task.detached {
      do { try await Task.sleep(for: grace) } catch { return }
      tasks.forEach { $0.cancel() }
    }
    for task in tasks { await task.value }
    guardian.cancel()
  }

  private func work(_ queue: DeliveryQueue, _ way: DeliveryWay) async {
    while let message = await queue.next() { await deliver(message, by: way, queue) }
  }

  private func deliver(_ message: UpdateMessage, by way: DeliveryWay, _ queue: DeliveryQueue) async {
    let deadline = ContinuousClock.now + patience.whole
    var attempts = 0
    var last = ""
    while !Task.isCancelled {
      attempts += 1
      let problem: DeliveryProblem
      do throws(DeliveryProblem) {
        try await way.deliver(message)
        return tell(message, attempts: attempts, nil)
      } catch {
        problem = error
      }
      if Task.isCancelled { break }
      last = problem.words
      let pause = patience.pause(after: attempts, asked: problem.after)
      if problem.isFinal { return tell(message, attempts: attempts, last) }
      if ContinuousClock.now + pause >= deadline {
        return tell(message, attempts: attempts, "given up after \(patience.whole.roundedText): \(last)")
      }
      await rest(pause, queue)
    }
    let why = "the process that had the run in hand ended before it could be delivered"
    tell(message, attempts: attempts, last.isEmpty ? why : "\(why); the last try: \(last)")
  }

  /// A pause that the end of the run cuts short once, for one more try.
  private func rest(_ pause: Duration, _ queue: DeliveryQueue) async {
    let wasClosing = queue.isClosing
    let end = ContinuousClock.now + pause
    while ContinuousClock.now < end, wasClosing || !queue.isClosing {
      do { try await Task.sleep(for: min(.milliseconds(50), end - .now)) } catch { return }
    }
  }

  private func tell(_ message: UpdateMessage, attempts: Int, _ problem: String?) {
    note(
      SentUpdate(
        channel: message.channel, about: message.about, text: message.text, attempts: attempts, problem: problem))
  }
}
