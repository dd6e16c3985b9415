internal import Templates

/// The heads of the tables' columns, in the site's words.
enum DetailColumns {
  static func words(say: Phrasebook) -> TemplateValue {
    .map(all(say).mapValues { .string($0) })
  }

  private static func all(_ say: Phrasebook) -> [String: String] {
    var words = [
      "step": say("Step"), "started": say("Started"), "planned": say("Planned"), "actual": say("Actual"),
      "waited": say("Waited"), "tries": say("Tries"), "exit": say("Exit"), "outcome": say("Outcome"),
      "who": say("Who"), "remark": say("Remark"), "share": say("Share of the run"), "phase": say("Phase"),
      "againstPlan": say("Against the plan"), "evidence": say("Evidence"), "why": say("Why"), "when": say("When"),
      "took": say("Took"), "result": say("Result"), "target": say("Target"),
    ]
    words.merge(ofProof(say)) { $1 }
    words.merge(ofPeople(say)) { $1 }
    words.merge(ofPast(say)) { $1 }
    return words
  }

  private static func ofProof(_ say: Phrasebook) -> [String: String] {
    [
      "check": say("Check"), "thisRun": say("In this run"), "withoutData": say("Without data"),
      "noticedBreaks": say("Breaks noticed"), "proved": say("What it proved"), "break": say("Break"),
      "damage": say("Damage"), "noticedBy": say("Noticed by"), "mended": say("Mended"), "how": say("Left out"),
      "last": say("Last exercised"),
    ]
  }

  private static func ofPeople(_ say: Phrasebook) -> [String: String] {
    [
      "clock": say("Clock"), "time": say("Time"), "sinceStart": say("Since the start"), "value": say("Value"),
      "said": say("Said"), "by": say("By"), "what": say("What"), "question": say("Question"),
      "answer": say("Answer"), "person": say("Person"), "roles": say("Roles"), "expected": say("Expected"),
      "presence": say("Presence"), "since": say("Since"), "finding": say("Finding"), "severity": say("Severity"),
      "owner": say("Owner"), "due": say("Due"), "status": say("Status"), "foundIn": say("Found in"),
      "note": say("Note"), "channel": say("Channel"), "about": say("Of what"), "place": say("Where"),
      "command": say("Command"), "log": say("Log"), "host": say("Host"), "address": say("Address"),
      "key": say("Key"), "trust": say("On whose word"), "system": say("System"), "reached": say("First reached"),
    ]
  }

  private static func ofPast(_ say: Phrasebook) -> [String: String] {
    [
      "run": say("Run"), "verdict": say("Verdict"), "recoveryTime": say("Time"), "age": say("Age of data"),
      "difference": say("Difference"), "then": say("Then"), "now": say("Now"),
    ]
  }
}
