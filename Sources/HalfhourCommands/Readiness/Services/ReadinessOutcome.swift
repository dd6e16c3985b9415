internal import ArgumentParser
internal import RunbookModel

/// What a look at services came to.
struct ReadinessOutcome {
  var sites: [SiteSurvey] = []
  /// What was found just now.
  var prechecks: [PrecheckRecord] = []
  var hosts: [ReadinessReport] = []
  /// A runbook could not be looked at, as was told.
  var isIncomplete = false
  /// What was found could not be kept.
  var isUnrecorded = false

  var isReady: Bool { sites.allSatisfy(\.isReady) && hosts.allSatisfy(\.isReady) && !isUnrecorded }

  /// Nil where all is ready.
  var status: ExitCode? { isIncomplete ? ExitStatus.invalid : isReady ? nil : ExitStatus.failure }

  func text(width: Int, look: ReadinessLook, quiet: Bool, diff: Bool) -> String {
    var blocks = sites.map { SiteText(survey: $0, width: width, look: look).lines(quiet: quiet, diff: diff) }
    if !quiet {
      blocks += prechecks.map { Array(PrecheckLines(record: $0, width: width, look: look).lines.dropFirst()) }
    }
    blocks = blocks.filter { !$0.isEmpty }
    var text = blocks.map { $0.map { $0 + "\n" }.joined() }
    text += hosts.filter { !quiet || !$0.isReady }.map { $0.text(width: width, look: look) }
    return text.joined(separator: "\n")
  }
}

struct WrittenOutcome: JSONWritable {
  let outcome: ReadinessOutcome
  let diff: Bool

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("hosts", ifFilled: outcome.hosts)
      json.member("ready", outcome.isReady)
      json.member("sites", outcome.sites.map { WrittenSurvey(survey: $0, diff: diff) })
    }
  }
}
