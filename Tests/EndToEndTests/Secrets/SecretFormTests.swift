import Foundation
import Testing

/// Every form of a secret is hidden wherever it goes.
struct SecretFormTests {
  static let secrets = [
    "Gr0und'hog \"42\"/+ x&y=z", "hunter2-hunter2-hunter2", "pa$$w`rd\\n(1)[2]{3}*?", "ÄÖ\u{1F511}ключ-passwörd",
    "0123456789012345678901234567890123456789012345678901234567890123456789-and-longer",
  ]

  /// Printed at once, then byte by byte, each byte a write of its own; the pauses make chunks of them.
  private static let phases = #"""
    verify:
      - id: talk
        files: [lines]
        with: { s: "{{ secrets.s }}" }
        run: |
          #!/usr/bin/python3
          import os, time
          text = open("lines", "rb").read()
          os.write(1, text)
          os.write(1, b"\n=\n")
          for number, byte in enumerate(text[:2000]):
              os.write(1 + number % 2, bytes([byte]))
              if number % 97 == 0: time.sleep(0.004)
        expect: { contains: "not there {{ secrets.s }}" }
        seen_red: { skip: tried elsewhere }
    """#

  @Test(.timeLimit(.minutes(1)), arguments: secrets)
  func `no form of a secret gets out, however it is cut`(secret: String) async throws {
    try await Scene.play { scene in
      try scene.write("secret", secret + "\n")
      try scene.write("lines", SecretForm.lines(of: secret).joined(separator: "\n;\n") + "\n")
      let end = try await scene.drill(Self.phases, head: "secrets: { s: { file: secret } }")
      #expect(end.exit == 1, "\(end)")
      let log = try scene.run().log("shop.talk.1")
      #expect(String(decoding: log, as: UTF8.self).contains("[secret s]\n;\n"))
      // The plan keeps the lines, which are this test's own doing.
      let plan = try scene.run().folder + "/plan/files/lines"
      try FileManager.default.removeItem(atPath: plan)
      try await SecretSearch(scene: scene, secrets: [secret]).expectNone(end)
    }
  }
}
