/// The identity of one job, from which the name of its folder follows without a journal.
package struct JobName: Hashable, Sendable {
  package let run: String
  package let step: String
  package let attempt: Int
  /// What else than the step itself a job of it is for, such as `skip_if`, `reset` or `undo`.
  package let purpose: String

  package init(run: String, step: String, attempt: Int, purpose: String = "run") {
    self.run = run
    self.step = step
    self.attempt = attempt
    self.purpose = purpose
  }

  /// Readable parts for a person, and a digest of the exact ones, so that two names never share a folder by accident.
  package var folderName: String {
    "\(Self.prefix(run: run))\(Self.readable(step)).\(attempt).\(Self.readable(purpose))-\(digest)"
  }

  /// How the folders of all jobs of a run begin.
  package static func prefix(run: String) -> String { readable(run) + "." }

  private static func readable(_ part: String) -> String {
    String(
      part.unicodeScalars.prefix(60).map { scalar in
        let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        return isPlain || scalar == "-" ? Character(scalar) : "_"
      })
  }

  /// FNV-1a over the parts, each closed by a byte that UTF-8 never holds.
  private var digest: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in [run, step, String(attempt), purpose] {
      for byte in Array(part.utf8) + [0xff] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    let text = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
