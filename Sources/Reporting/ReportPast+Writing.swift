internal import RunCore
package import RunbookModel

/// What earlier runs tell, as the JSON of a report holds it; it follows from their journals, not from that of this run.
struct WrittenPast: JSONWritable {
  let past: ReportPast
  let steps: StepChanges

  /// The page shows fewer; nobody goes through more.
  private static let mostSteps = 100

  /// Nil for a run that nothing came before.
  init?(of document: ReportDocument) {
    guard document.past != ReportPast() else { return nil }
    past = document.past
    steps = StepChanges(summary: document.summary, earlier: document.past.earlier)
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("changes", ifAny: past.changes)
      json.member("earlier", ifFilled: past.earlier)
      json.member("isKnown", past.isKnown)
      json.member(
        "lastExercised",
        ifFilled: past.lastExercised.sorted { $0.key.description < $1.key.description }.map {
          WrittenExercise(step: $0.key, at: $0.value)
        })
      if let base = steps.base, !steps.changes.isEmpty {
        json.member(
          "stepChanges", WrittenStepChanges(run: base.id, steps: Array(steps.changes.prefix(Self.mostSteps))))
      }
    }
  }
}

private struct WrittenExercise: JSONWritable {
  let step: StepID
  let at: WallTime

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("at", at)
      json.member("step", step)
    }
  }
}

private struct WrittenStepChanges: JSONWritable {
  let run: RunID
  let steps: [StepChanges.Change]

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("run", run)
      json.member("steps", steps)
    }
  }
}

extension StepChanges.Change: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("now", now)
      json.member("step", step.id)
      json.member("then", then)
    }
  }
}

extension EarlierRun: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("duration", ifAny: duration)
      json.member("mode", mode)
      json.member("run", id)
      json.member("services", services)
      json.member("started", started)
      json.member("verdict", ifAny: verdict)
    }
  }
}

extension EarlierRun.Service: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("id", id)
      json.member("rpa", ifAny: rpa)
      json.member("rta", ifAny: rta)
      json.member("rto", ifAny: rto)
      json.member("rtoJudgement", rtoJudgement)
    }
  }
}

extension ChangesSince: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("changes", changes)
      json.member("obstacle", ifAny: obstacle)
      json.member("run", run)
      json.member("started", started)
    }
  }
}

extension ChangesSince.Change: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("change", word)
      json.member("file", ifAny: file)
      json.member("linesAdded", ifAny: lines?.added)
      json.member("linesRemoved", ifAny: lines?.removed)
    }
  }

  private var word: String {
    switch what {
    case .changed: "changed"
    case .added: "added"
    case .removed: "removed"
    case .madeExecutable: "made-executable"
    case .madeNotExecutable: "made-not-executable"
    }
  }
}
