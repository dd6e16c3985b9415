import Foundation
import Testing

/// An archive from somebody who means harm does none, and leaves nothing behind.
struct HostileArchiveTests {
  /// What a shell makes of the unpacked archive in `box/RUN`, and why it is refused.
  private static let hostile: [(String, String)] = [
    ("ln -s /etc/passwd box/RUN/logs/link && tar -czf bad.tar.gz -C box RUN", "is no plain file"),
    ("ln box/RUN/journal.jsonl box/RUN/logs/hard && tar -czf bad.tar.gz -C box RUN", "is no plain file"),
    ("mkfifo box/RUN/logs/pipe && tar -czf bad.tar.gz -C box RUN", "is no plain file"),
    ("echo x >outside && tar -czPf bad.tar.gz -C box RUN ../outside", "leads out of the archive's own folder"),
    ("tar -czPf bad.tar.gz -C box RUN \"$PWD/site.yaml\"", "leads out of the archive's own folder"),
    ("tar --hard-dereference -czf bad.tar.gz -C box RUN RUN/journal.jsonl", "is there twice"),
    ("mkdir box/other && echo x >box/other/x && tar -czf bad.tar.gz -C box RUN other", "more than one folder"),
    ("tar --format=pax -czf bad.tar.gz --pax-option=comment:=x -C box RUN", "is no plain file"),
    ("head -c 3000000 /dev/zero >box/RUN/logs/big && tar -czf bad.tar.gz -C box RUN", "holds more than 1 MiB"),
    ("head -c 2000 good.tar.gz >bad.tar.gz", "can't be used"),
    ("head -c 0 good.tar.gz >bad.tar.gz", "is no archive of evidence"),
    ("echo hello | gzip >bad.tar.gz", "can't be used"), ("head -c 3000 /dev/urandom >bad.tar.gz", "is no archive"),
    ("mkfifo bad.tar.gz", "is no file that can be read"), ("mkdir bad.tar.gz", "is no file that can be read"),
    ("true", "is no file that can be read"),
  ]

  @Test(.timeLimit(.minutes(3)))
  func `a hostile or broken archive is refused by name, and nothing of it stays`() async throws {
    try await Scene.play { scene in
      try await scene.playForEvidence()
      let box = try await EvidenceBox.open(scene)
      try await box.shell("mkdir tmp && cp -r box kept")
      for (script, why) in Self.hostile {
        try await box.shell("rm -rf box bad.tar.gz && cp -r kept box && \(script.replacing("RUN", with: box.run))")
        for command in ["verify", "import"] {
          let end = try await scene.halfhour(
            "evidence", command, "bad.tar.gz", "--limit", "1", environment: ["TMPDIR": scene.path("tmp")])
          #expect(end.exit == 2 && end.err.contains(why), "\(script): \(end)")
        }
        #expect(try await box.shell("ls -A tmp; ls -A state/runs") == "\(box.run)\n", "\(script)")
      }
    }
  }

  @Test func `a name with control characters is not printed as it is`() async throws {
    try await Scene.play { scene in
      try await scene.playForEvidence()
      let box = try await EvidenceBox.open(scene)
      try await box.shell("echo x >\"$(printf 'box/\(box.run)/logs/\\033[2Jx\\n.log')\"")
      try await box.pack()
      let end = try await scene.halfhour("evidence", "verify", "bad.tar.gz")
      #expect(end.exit == 1 && end.out.contains("was added") && !end.out.contains("\u{1B}"), "\(end)")
    }
  }
}
