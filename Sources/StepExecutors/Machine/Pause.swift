import Dispatch

/// A wait that goes on to its end when the task around it is cancelled, for the ending of what was started.
enum Pause {
  static func uncancellable(_ duration: Duration) async {
    let (seconds, attoseconds) = duration.components
    let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
    await withCheckedContinuation { (over: CheckedContinuation<Void, Never>) in
      DispatchQueue.global().asyncAfter(deadline: .now() + .nanoseconds(nanoseconds)) { over.resume() }
    }
  }
}
