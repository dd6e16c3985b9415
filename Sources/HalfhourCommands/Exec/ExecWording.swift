internal import RunCore
internal import RunbookModel

/// What is told about a command while it is watched.
struct ExecWording {
  let run: RunID
  let attempt: AttemptID
  let request: AdHocRequest

  private var name: String { "ad-hoc command \(attempt.number)" }
  private var place: String { request.host?.text ?? "this machine" }

  var asked: String {
    "halfhour: \(name) on \(place), in the run \(run). Ctrl-C ends the watching; the command goes on."
  }

  /// Somebody pressed Ctrl-C.
  func left(isStarted: Bool) -> String {
    let fate = isStarted ? "goes on" : "will be done by whoever has the run in hand"
    return "halfhour: you don't watch any more; \(name) \(fate). Its output: halfhour logs \(run) \(attempt.step) -f"
  }

  /// Its end was not seen here.
  func abandoned(_ record: AdHocRecord?, ending: RunEnding?) -> String {
    guard record != nil else {
      return ending == nil
        ? "halfhour: \(name) was NOT DONE: nobody took it up"
        : "halfhour: \(name) was NOT DONE: the run \(run) ended before it was taken up"
    }
    return "halfhour: the process that had the run in hand is gone; \(name) goes on without it. How it ends: "
      + "halfhour resume \(run)"
  }

  var waits: String { "The run \(run) waits for a person as before. What it asks: halfhour resume \(run)" }

  var letGo: String { "halfhour lets go of the run; jobs that run go on. Take it up again: halfhour resume \(run)" }
}
