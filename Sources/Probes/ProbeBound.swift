/// Until when a probe may take, and who may end it before.
package struct ProbeBound: Sendable {
  package var deadline: ContinuousClock.Instant
  package var isCancelled: @Sendable () -> Bool

  package init(deadline: ContinuousClock.Instant, isCancelled: @escaping @Sendable () -> Bool) {
    self.deadline = deadline
    self.isCancelled = isCancelled
  }

  /// How long is left; nought when it is over.
  package var remaining: Duration { max(.zero, deadline - .now) }

  /// How often it is asked whether somebody ends it.
  private static let interval = Duration.milliseconds(25)

  /// Gives what the work comes to, or that the time is over or somebody ended it, whichever is first.
  ///
  /// Nobody waits for work that was given up: it is cancelled, and goes when it notices.
  package func hold<Value: Sendable>(
    _ stage: ProbeStage, _ work: @escaping @Sendable () async throws(ProbeProblem) -> Value
  ) async throws(ProbeProblem) -> Value {
    typealias Outcome = Result<Value, ProbeProblem>
    let allowed = remaining
    let (outcomes, first) = AsyncStream<Outcome>.makeStream(bufferingPolicy: .bufferingOldest(1))
    let task = Task {
      do throws(ProbeProblem) { first.yield(.success(try await work())) } catch { first.yield(.failure(error)) }
    }
    let watch = Task {
      while !Task.isCancelled {
        if isCancelled() {
          first.yield(.failure(.cancelled))
          return
        }
        if remaining == .zero {
          first.yield(.failure(.timedOut(stage.words(after: allowed))))
          return
        }
        do { try await Task.sleep(for: min(Self.interval, remaining)) } catch { return }
      }
    }
    defer {
      task.cancel()
      watch.cancel()
    }
    for await outcome in outcomes { return try outcome.get() }
    throw .cancelled
  }
}
