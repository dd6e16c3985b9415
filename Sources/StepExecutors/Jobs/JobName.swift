/// The identity of one job, from which the name of its folder follows without a journal.
package struct JobName: Hashable, Sendable {
  package let run: String
  package let step: String
  package let attempt: Int
  /// What else than the step itself a job of it is for, such as `skip_if`, `reset` or `undo`.
  package let purpose: String
  /// Readable parts for a person, and a digest of the exact ones, so that two names never share a folder by accident.
  package let folderName: String

  package init(run: String, step: String, attempt: Int, purpose: String = "run") {
    self.run = run
    self.step = step
    self.attempt = attempt
    self.purpose = purpose
    let digest = Self.digest([run, step, String(attempt), purpose])
    folderName = "\(Self.prefix(run: run))\(Self.readable(step)).\(attempt).\(Self.readable(purpose))-\(digest)"
  }

  /// How the folders of all jobs of a run begin.
  package static func prefix(run: String) -> String { readable(run) + "." }

  private static func readable(_ part: String) -> String {
    String(
      part.unicodeScalars.prefix(60).map { scalar in
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-": Character(scalar)
        default: "_"
        }
      })
  }

  /// FNV-1a over the parts, each closed by a byte that UTF-8 never holds.
  private static func digest(_ parts: [String]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in parts {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xff) &* 0x100_0000_01b3
    }
    let text = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
