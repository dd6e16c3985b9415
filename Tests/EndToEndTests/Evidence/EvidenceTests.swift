import Digests
import Foundation
import Testing

/// A run's record as one file: whole, the same each time, and whatever is changed in it is found and named.
struct EvidenceTests {
  @Test(.timeLimit(.minutes(2)))
  func `the evidence of a run holds, for halfhour and for standard tools, and the same record gives the same bytes`()
    async throws
  {
    try await Scene.play { scene in
      try await scene.playForEvidence()
      try await scene.makeKeys()
      for (role, options) in [
        ("prepared", []), ("reviewed", ["--key", "key", "--remark", "well \"done\"\nby \\ all"]),
      ] {
        let end = try await scene.start(["report", "last", "--sign-off", role, "--as", "ruth"] + options).end()
        #expect(end.exit == 0, "\(end)")
      }
      let first = try await EvidenceBox.open(scene, "--key", "key")
      let before = try await first.shell("sha256sum <good.tar.gz")
      let box = try await EvidenceBox.open(scene, "--key", "key")
      #expect(try await box.shell("sha256sum <good.tar.gz") == before)
      let (ours, theirs) = try await box.verdicts("good.tar.gz", signers: true)
      #expect(ours.exit == 0 && !ours.out.contains("FAILS") && !ours.out.contains("unknown"), "\(ours)")
      #expect(ours.out.contains("signed by ruth, with the ED25519 key"))
      #expect(ours.out.contains("1 attached files are as the journal names them"))
      #expect(theirs.exit == 0 && theirs.out.hasPrefix("all holds; journal "), "\(theirs)")
      let names = try await box.names
      for name in ["evidence/meter.jpg", "plan/files/known-good/shop/answer.txt", "logs/shop.talk.1.log", "report.md"] {
        #expect(names.contains(name), "\(names)")
      }
      #expect(names.filter { $0.hasPrefix("report.") } == ["report.html", "report.json", "report.md"])
      let listed = try await box.shell("cut -c67- box/*/MANIFEST.sha256 | sort | uniq -d")
      #expect(listed.isEmpty, "\(listed)")
      #expect(!names.contains { $0.hasPrefix("work") || $0.hasPrefix("hosts") || $0.contains("lock") }, "\(names)")
      for name in names {
        #expect(!String(decoding: try box.bytes(name), as: UTF8.self).contains("hunter2"), "\(name)")
      }
      #expect(
        try await box.shell("stat -c %a good.tar.gz; tar -tvzf good.tar.gz | cut -c1-10 | sort -u").hasPrefix("600\n"))
    }
  }

  @Test(.timeLimit(.minutes(3)))
  func `a changed byte in any file is found, and the file named`() async throws {
    try await Scene.play { scene in
      try await scene.playForEvidence()
      let box = try await EvidenceBox.open(scene)
      for name in try await box.names where name != "MANIFEST.sha256" {
        let bytes = try box.bytes(name)
        var other = bytes
        other[bytes.count / 2] ^= 1
        try box.put(other, name)
        try await box.pack()
        let (ours, theirs) = try await box.verdicts()
        #expect(ours.exit == 1 && ours.out.contains("FAILS    files: \(name) was changed"), "\(name): \(ours)")
        #expect(theirs.exit == 1 && theirs.out.contains("FAILS: \(name): FAILED"), "\(name): \(theirs)")
        try box.put(bytes, name)
      }
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `what is missing, added or listed otherwise is named`() async throws {
    try await Scene.play { scene in
      try await scene.playForEvidence()
      let box = try await EvidenceBox.open(scene)
      let changes: [(String, String, String)] = [
        ("rm LOG", "logs/shop.talk.1.log is missing", "logs/shop.talk.1.log"),
        ("echo x >extra", "extra was added", "extra was added"),
        ("sed -i '/meter/d' MANIFEST.sha256", "evidence/meter.jpg was added", "evidence/meter.jpg was added"),
      ]
      for (change, ours, theirs) in changes {
        let again = try await EvidenceBox.open(scene)
        try await again.shell("cd box/* && \(change.replacing("LOG", with: "logs/shop.talk.1.log"))")
        try await again.pack()
        let verdicts = try await again.verdicts()
        #expect(verdicts.halfhour.exit == 1 && verdicts.halfhour.out.contains(ours), "\(verdicts.halfhour)")
        #expect(verdicts.tools.exit == 1 && verdicts.tools.out.contains(theirs), "\(verdicts.tools)")
      }
      try await box.shell("rm box/*/MANIFEST.sha256")
      try await box.pack()
      #expect(try await box.verdicts().halfhour.exit == 2)
    }
  }

  /// What is changed, in which file, and what halfhour and the tools say, when all sums were made anew.
  private static let tampering: [(file: String, from: String, to: String, ours: String, theirs: String)] = [
    ("report.json", "\"rta\" : \"", "\"rta\" : \"1", "figures: services[shop].rta: the report says 1", "shop: rta 1"),
    (
      "report.json", "\"verdict\" : \"passed\"", "\"verdict\" : \"failed\"", "figures: verdict: the report says failed",
      ""
    ),
    (
      "plan/plan.json", "\"rto\" : \"5m\"", "\"rto\" : \"9m\"", "plan/plan.json is not the plan",
      "plan/plan.json is not the plan"
    ),
    (
      "plan/files/templates/shop.conf", "80", "81", "plan/files/templates/shop.conf is not",
      "plan/files/templates/shop.conf is not"
    ),
    (
      "plan/files/known-good/shop/answer.txt", "5", "6", "plan/files/known-good/shop/answer.txt is not",
      "plan/files/known-good/shop/answer.txt is not"
    ),
    (
      "evidence/meter.jpg", "pixels", "pixies", "evidence/meter.jpg is not what was attached",
      "evidence/meter.jpg is not"
    ),
    ("journal.jsonl", "\"choice\":\"done\"", "\"choice\":\"skip\"", "journal: line ", "journal.jsonl line "),
    ("logs/shop.talk.1.log", "hello from talk", "", "logs/shop.talk.1.log has ", "logs/shop.talk.1.log has "),
    (
      "logs/shop.talk.1.log", "hello from talk", "hello from talk, all well", "logs/shop.talk.1.log has ",
      "logs/shop.talk.1.log has "
    ),
    ("manifest.json", "\"lines\" : ", "\"lines\" : 1", "manifest: it counts 1", "counts other lines"),
    (
      "manifest.json", "{", "{\"run\":\"x\",", "manifest: it has the key \"run\" twice", "manifest.json has a key twice"
    ),
    (
      "report.json", "\"verdict\" : \"passed\"", "\"verdict\" : \"failed\", \"verdict\" : \"passed\"",
      "figures: report.json has the key \"verdict\" twice", "report.json has a key twice"
    ),
    (
      "report.json", "\"verdict\" : \"passed\"", "\"verdict\":\"passed\"", "report.json has the right figures, but",
      ""
    ),
  ]

  @Test(.timeLimit(.minutes(3)))
  func `sums made anew hide nothing for which the journal vouches`() async throws {
    try await Scene.play { scene in
      try await scene.playForEvidence()
      let box = try await EvidenceBox.open(scene)
      for change in Self.tampering {
        let bytes = try box.bytes(change.file)
        try box.replace(change.from, change.to, in: change.file)
        try await box.sumAnew()
        try await box.pack()
        let (ours, theirs) = try await box.verdicts()
        #expect(
          ours.exit == 1 && ours.out.contains("FAILS    ") && ours.out.contains(change.ours), "\(change): \(ours)")
        if !change.theirs.isEmpty {
          #expect(theirs.exit == 1 && theirs.out.contains(change.theirs), "\(change): \(theirs)")
        }
        try box.put(bytes, change.file)
      }
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a journal whose chain was made anew is found by a noted head, and by a signature`() async throws {
    try await Scene.play { scene in
      try await scene.playForEvidence()
      try await scene.makeKeys()
      let over = try scene.run().journalBytes().split(separator: 0x0A).last
      let noted = SHA256Digest(of: Array(try #require(over))).description
      let signed = try await scene.halfhour(
        "report", "last", "--sign-off", "acknowledged", "--as", "ruth", "--key", "key", "--remark", "seen")
      #expect(signed.exit == 0 && signed.out.contains(noted), "\(signed)")
      let box = try await EvidenceBox.open(scene)
      let good = try await box.verdicts("good.tar.gz", signers: true, head: noted)
      #expect(
        good.halfhour.exit == 0 && good.halfhour.out.contains("which ended the run; 2 were added behind it"),
        "\(good.halfhour)")
      #expect(good.tools.exit == 0, "\(good.tools)")

      // The signature is of other words.
      let journal = try box.bytes("journal.jsonl")
      try box.replace("\"remark\":\"seen\"", "\"remark\":\"fine\"", in: "journal.jsonl")
      let head = try box.chainAnew()
      try await rewrite(box, head: head)
      let words = try await box.verdicts(signers: true)
      #expect(
        words.halfhour.exit == 1 && words.halfhour.out.contains("the signature does not hold"), "\(words.halfhour)")
      #expect(words.tools.exit == 1 && words.tools.out.contains("the signature of ruth"), "\(words.tools)")
      #expect(try await box.verdicts().halfhour.out.contains("the signature does not hold"))

      // The sign-off is of another record.
      try box.put(journal, "journal.jsonl")
      try box.replace("\"by\":{\"user\":", "\"by\":{\"user\":\"x\",\"was\":", in: "journal.jsonl")
      try await rewrite(box, head: try box.chainAnew())
      let record = try await box.verdicts(head: noted)
      #expect(record.halfhour.exit == 1 && record.halfhour.out.contains("this is another record"), "\(record.halfhour)")
      #expect(record.halfhour.out.contains("of a journal that is not this one"))
      #expect(record.tools.exit == 1 && record.tools.out.contains("the noted head"), "\(record.tools)")
      #expect(record.tools.out.contains("signs another journal off"))

      // Who else signs it is not ruth.
      try await box.shell("echo \"ruth $(cat other.pub)\" >allowed")
      let other = try await box.verdicts("good.tar.gz", signers: true)
      #expect(other.halfhour.exit == 1 && other.halfhour.out.contains("does not give to ruth"), "\(other.halfhour)")
      #expect(other.tools.exit == 1)
    }
  }

  /// Makes manifest and sums fit a journal that was made anew, as somebody would who owns the machine.
  private func rewrite(_ box: EvidenceBox, head: String) async throws {
    try await box.shell(
      """
      cd box/* && for file in manifest.json report.json; do
        jq --arg head \(head) '.journalHead = $head' $file >x && mv x $file
      done
      """)
    try await box.sumAnew()
    try await box.pack()
  }

  @Test(.timeLimit(.minutes(2)))
  func `figures with their sources are made anew, and another version excuses only what is not known here`()
    async throws
  {
    try await Scene.play { scene in
      try await scene.playForEvidence()
      let changes: [(String, String, Int32, String)] = [
        ("report.json", ".figures[0].lines = [1]", 1, "FAILS    figures: figures["),
        ("report.json", "del(.figures)", 1, "FAILS    figures: figures: the report leaves out"),
        ("report.json", ".journalLines = 3", 1, "FAILS    figures: journalLines: the report says 3"),
        ("report.json", ".more = 1", 1, "FAILS    figures: more: the report says 1"),
        ("report.json", "del(.summary)", 1, "FAILS    figures: summary"),
      ]
      for (file, change, exit, words) in changes {
        let box = try await EvidenceBox.open(scene)
        try await box.shell("cd box/* && jq '\(change)' \(file) >x && mv x \(file)")
        try await box.sumAnew()
        try await box.pack()
        let end = try await scene.halfhour("evidence", "verify", "bad.tar.gz")
        #expect(end.exit == exit && end.out.contains(words), "\(change): \(end)")
      }
      for (change, exit, words) in [
        (".summary.auditOpinion = \"clean\"", 0, "that halfhour 99.0 made it: auditOpinion\n"),
        ("del(.figures, .summary.waits)", 1, "FAILS    figures: waits: the report leaves out"),
        (".summary.services[0].rpa = \"1s\"", 1, "FAILS    figures: services[shop].rpa: the report says 1s"),
        ("del(.summary)", 1, "FAILS    figures: summary: the report leaves out"),
      ] as [(String, Int32, String)] {
        let box = try await EvidenceBox.open(scene)
        try await box.shell(
          """
          cd box/* && jq '.version = "99.0"' manifest.json >x && mv x manifest.json
          jq '\(change)' report.json >x && mv x report.json
          """)
        try await box.sumAnew()
        try await box.pack()
        let end = try await scene.halfhour("evidence", "verify", "bad.tar.gz")
        #expect(end.exit == exit && end.out.contains(words), "\(change): \(end)")
        #expect(end.out.contains("unknown  manifest: it says that halfhour 99.0 made the archive"), "\(end)")
      }
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `what the report tells of earlier runs is said to be not proved, and stands in nobody's way`() async throws {
    try await Scene.play { scene in
      let phases = "verify:\n  - { id: see, run: \"true\", expect: { exit: 0 }, seen_red: { skip: no } }"
      #expect(try await scene.drill(phases).exit == 0)
      let words = "of earlier runs (`past`): it follows from their journals"
      _ = try await EvidenceBox.open(scene)
      let first = try await scene.halfhour("evidence", "verify", "good.tar.gz")
      #expect(first.exit == 0 && !first.out.contains(words), "\(first)")
      #expect(try await scene.drill(phases).exit == 0)
      let box = try await EvidenceBox.open(scene)
      let past = try await box.shell("jq -r '.past.earlier[].run' box/*/report.json")
      #expect(past == scene.runNames[0] + "\n")
      let (ours, theirs) = try await box.verdicts("good.tar.gz")
      #expect(ours.exit == 0 && ours.out.contains("- what report.json says \(words)"), "\(ours)")
      #expect(ours.out.contains("All that could be checked holds."), "\(ours)")
      #expect(theirs.exit == 0, "\(theirs)")
      // Nothing in the archive could tell; the sums alone vouch for it.
      let report = String(decoding: try box.bytes("report.json"), as: UTF8.self)
      let start = try #require(report.firstRange(of: "\"past\" : {")).lowerBound
      let other = report[start...].replacing(
        "\"verdict\" : \"passed\"", with: "\"verdict\" : \"failed\"", maxReplacements: 1)
      try box.put(Array("\(report[..<start])\(other)".utf8), "report.json")
      try await box.pack()
      let changed = try await box.verdicts().halfhour
      #expect(changed.exit == 1 && changed.out.contains("FAILS    files: report.json was changed"), "\(changed)")
      #expect(!changed.out.contains("FAILS    figures"), "\(changed)")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a report of an older format holds by the rules of its time, and only by them`() async throws {
    try await Scene.play { scene in
      try scene.runbook(
        """
        restore:
          - { id: load, run: "true", recovery_point: "\(Date(timeIntervalSinceNow: -60).formatted(.iso8601))" }
        verify:
          - { id: see, run: "true", expect: { exit: 0 } }
        """)
      let ago = Date(timeIntervalSinceNow: -2_400).formatted(.iso8601)
      let end = try await scene.halfhour(
        "recover", "shop.yaml", "--yes", "--disrupted-at", ago, "--detected-at", ago, "--declared-at", ago)
      #expect(end.out.contains("it may hold the damage"), "\(end)")
      let old = """
        .summary.format = 1 | .summary.services[0] += { rpa: "0s", rpoJudgement: "none" } |
        .summary.steps |= map(.isCritical = false) |
        .figures |= map(if .id == "shop.rpa" then .number = "0.000000000" | .text = "0ms"
          | .reckoning |= sub(": below zero.*"; "") else . end)
        """
      for (change, exit, words) in [
        (old, 0, "by the rules of its time (format 1)"), (old + " | .summary.format = 2", 1, "services[shop].rpa: the"),
        (
          old + " | .summary.services[0].rpa = \"1s\"", 1,
          "services[shop].rpa: the report says 1s, the journal gives 0s"
        ),
      ] as [(String, Int32, String)] {
        let box = try await EvidenceBox.open(scene)
        try await box.shell("cd box/* && jq '\(change)' report.json >x && mv x report.json")
        try await box.sumAnew()
        try await box.pack()
        let end = try await scene.halfhour("evidence", "verify", "bad.tar.gz")
        #expect(end.exit == exit && end.out.contains(words), "\(change): \(end)")
      }
    }
  }

  @Test func `the verdict is there for programs, too`() async throws {
    try await Scene.play { scene in
      try await scene.playForEvidence()
      _ = try await EvidenceBox.open(scene)
      let end = try await scene.halfhour("evidence", "verify", "good.tar.gz", "--format", "json")
      let verdict = try #require(try JSONSerialization.jsonObject(with: Data(end.out.utf8)) as? [String: Any])
      let name = try scene.run().name
      #expect(verdict["holds"] as? Bool == true && verdict["run"] as? String == name)
      let findings = try #require(verdict["findings"] as? [[String: String]])
      #expect(findings.allSatisfy { $0["state"] == "holds" } && findings.contains { $0["subject"] == "figures" })
      #expect((verdict["notProved"] as? [String])?.isEmpty == false)
    }
  }
}
