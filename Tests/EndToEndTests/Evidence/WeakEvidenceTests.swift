import Foundation
import Testing

/// What proves less than it seems to is said, by halfhour and by the steps that docs/evidence.md gives a third party.
struct WeakEvidenceTests {
  private static let phases =
    "verify:\n  - { id: see, run: \"echo seen\", expect: { equals: seen }, seen_red: { skip: no } }"

  @Test(.timeLimit(.minutes(2)), arguments: ["", "x", "{\"entry\":\"noted\"}\n"])
  func `a journal that tells nothing is no evidence, and what hangs on it is named`(journal: String) async throws {
    try await Scene.play { scene in
      #expect(try await scene.drill(Self.phases).exit == 0)
      let box = try await EvidenceBox.open(scene)
      try box.put(Array(journal.utf8), "journal.jsonl")
      try await box.sumAnew()
      try await box.pack()
      let (ours, theirs) = try await box.verdicts()
      #expect(ours.exit == 1 && ours.out.contains("FAILS    journal: ") && ours.out.contains("DO NOT HOLD"), "\(ours)")
      #expect(ours.out.contains("FAILS    manifest: it counts "), "\(ours)")
      for subject in ["plan", "attachments", "logs", "figures", "sign-offs"] {
        #expect(ours.out.contains("unknown  \(subject): "), "\(subject): \(ours)")
      }
      #expect(theirs.exit == 1 && theirs.out.contains("opens no run"), "\(theirs)")
      let taken = try await scene.halfhour("evidence", "import", "bad.tar.gz")
      #expect(taken.exit == 1 && !taken.out.contains("All that could be checked holds"), "\(taken)")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `what stands behind a signature is signed by nobody until somebody signs again`() async throws {
    try await Scene.play { scene in
      #expect(try await scene.drill(Self.phases).exit == 0)
      try await scene.makeKeys()
      try await EvidenceBox(scene: scene, run: "").shell("echo \"$(id -un) $(cat key.pub)\" >allowed")
      let behind = "unknown  sign-offs: figures rest on more than what is signed: nobody signed lines "
      let anew = "that nobody wrote "
      for (word, isCovered) in [(["reviewed"], true), (["note"], false), (["acknowledged"], true)] {
        let words =
          word == ["note"] ? ["note", "last", "more"] : ["report", "last", "--sign-off"] + word + ["--key", "key"]
        let said = try await scene.start(words).end()
        #expect(said.exit == 0, "\(said)")
        _ = try await EvidenceBox.open(scene)
        let end = try await scene.halfhour("evidence", "verify", "good.tar.gz", "--allowed-signers", "allowed")
        #expect(end.exit == 0 && end.out.contains(behind) != isCovered, "\(word): \(end)")
        #expect(end.out.contains(anew) != isCovered, "\(word): \(end)")
      }
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a list of signers that can't be read, and a hash that is none, are the caller's mistakes`() async throws {
    try await Scene.play { scene in
      #expect(try await scene.drill(Self.phases).exit == 0)
      _ = try await EvidenceBox.open(scene)
      for signers in ["nofile", "state"] {
        let end = try await scene.halfhour("evidence", "verify", "good.tar.gz", "--allowed-signers", signers)
        #expect(
          end.exit == 2 && end.err.contains("\(signers) (--allowed-signers) is no file that can be read"), "\(end)")
      }
      let end = try await scene.halfhour("evidence", "verify", "good.tar.gz", "--head", "zzz")
      #expect(end.exit == 2 && end.err.contains("64 hexadecimal digits"), "\(end)")
    }
  }

  /// The steps of docs/evidence.md, but for the first line, which unpacks.
  private static func steps() throws -> String {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/evidence.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let section = try #require(text.split(separator: "## Verifying with standard tools\n").last)
    let block = try #require(section.split(separator: "```sh\n").dropFirst().first?.split(separator: "```\n").first)
    return block.split(separator: "\n", maxSplits: 1).dropFirst().joined()
  }

  @Test(.timeLimit(.minutes(3)))
  func `the steps of the documentation hold for a good archive, and find what was changed`() async throws {
    try await Scene.play { scene in
      try await scene.playForEvidence()
      try await scene.makeKeys()
      let words = ["report", "last", "--sign-off", "reviewed", "--as", "ruth", "--key", "key"]
      #expect(try await scene.start(words).end().exit == 0)
      try scene.write("steps", try Self.steps())
      for (change, finding) in [
        ("true", nil), ("echo x >extra", "FAILS: added: extra"), ("echo x >>report.md", "report.md: FAILED"),
        ("sed -i s/pixels/pixies/ evidence/meter.jpg", "evidence/meter.jpg: FAILED"),
        ("sed -i 's/80/81/' plan/files/templates/shop.conf", "plan/files/templates/shop.conf: FAILED"),
        ("sed -i 's/$/ /' plan/plan.json", "FAILS: plan/plan.json"),
        (": >journal.jsonl", "FAILS: the journal opens no run"),
        ("sed -i '$ s/\"head\":\"......../\"head\":\"00000000/' journal.jsonl", "FAILS: of another journal"),
        ("sed -i '1 s/{/{\"run\":\"x\",/' manifest.json", "FAILS: manifest.json has a key twice"),
      ] as [(String, String?)] {
        let box = try await EvidenceBox.open(scene, "--key", "key")
        try await box.shell("cp allowed box/allowed_signers; cd box/2* && \(change)")
        let end = try await scene.shell("cd box/2* && bash ../../steps 2>&1").end()
        let isGood =
          !end.out.contains("FAIL") && end.out.contains("Good \"halfhour-sign-off\" signature for ruth")
          && end.out.contains("Good \"halfhour-evidence\" signature for ruth")
        if let finding { #expect(end.out.contains(finding), "\(change): \(end)") } else { #expect(isGood, "\(end)") }
      }
    }
  }
}
