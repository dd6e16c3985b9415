internal import RunCore
internal import RunEngine
internal import Synchronization

/// What Ctrl-C means: the first time it asks or stops gracefully, the second time it leaves the jobs running.
final class InterruptPolicy: Sendable {
  private let intake: EventIntake
  private let screen: any Screen
  private let me: Operator
  /// Whether jobs may be left running, for a later session to find.
  private let mayLeave: Bool
  private let count = Mutex(0)

  init(intake: EventIntake, screen: any Screen, me: Operator, mayLeave: Bool) {
    self.intake = intake
    self.screen = screen
    self.me = me
    self.mayLeave = mayLeave
  }

  func interrupt() {
    let times = count.withLock { count in
      count += 1
      return count
    }
    if times > 1 {
      terminate()
    } else {
      screen.askWhetherToStop { [self] answer in
        switch answer {
        case .stop: stop()
        case .leave: intake.leave()
        case .goOn: count.withLock { $0 = 0 }
        }
      }
    }
  }

  func terminate() {
    if mayLeave { intake.leave() } else { stop() }
  }

  private func stop() {
    intake.put(.stopRequested(StopRequest(cause: .operator(me), reason: "Ctrl-C", cancelsRunning: true)))
  }
}
