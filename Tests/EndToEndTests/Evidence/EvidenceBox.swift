import Digests
import Foundation
import Testing

/// An archive of evidence taken apart, to be tampered with and put together again, with standard tools.
struct EvidenceBox {
  let scene: Scene
  let run: String

  var folder: String { scene.path("box/\(run)") }

  static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "check-evidence").path

  /// Exports the last run as `good.tar.gz` and unpacks that.
  static func open(_ scene: Scene, _ options: String...) async throws -> EvidenceBox {
    let end = try await scene.start(["evidence", "export", "last", "--force", "-o", "good.tar.gz"] + options).end()
    #expect(end.exit == 0, "\(end)")
    let box = EvidenceBox(scene: scene, run: try scene.run().name)
    try await box.shell("rm -rf box && mkdir box && tar -xzf good.tar.gz -C box")
    return box
  }

  @discardableResult
  func shell(_ text: String) async throws -> String {
    let end = try await scene.shell(text).end()
    #expect(end.exit == 0, "\(text): \(end)")
    return end.out
  }

  var names: [String] {
    get async throws {
      try await shell("cd box/* && find . -type f | cut -c3- | sort").split(separator: "\n").map(String.init)
    }
  }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
  }

  func put(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  func replace(_ old: String, _ new: String, in name: String) throws {
    let text = String(decoding: try bytes(name), as: UTF8.self)
    #expect(text.contains(old), "\(name) has no \(old)")
    try put(Array(text.replacing(old, with: new, maxReplacements: 1).utf8), name)
  }

  /// Makes the list of sums anew, as whoever tampers would.
  func sumAnew() async throws {
    try await shell(
      "cd box/* && find . -type f ! -name 'MANIFEST*' | cut -c3- | LC_ALL=C sort | xargs -d '\\n' sha256sum >MANIFEST.sha256"
    )
  }

  /// Makes the chain of the journal anew, as whoever tampers would; gives the new head.
  @discardableResult
  func chainAnew() throws -> String {
    var previous = String(repeating: "0", count: 64)
    var all: [UInt8] = []
    for line in try bytes("journal.jsonl").split(separator: 0x0A) {
      let text = String(decoding: line.dropLast(26), as: UTF8.self)
      let body = Array(#"{"prev":"\#(previous)""#.utf8) + Array(text.utf8.dropFirst(#"{"prev":"""#.utf8.count + 64))
      let whole = body + Array(#","sum":"\#(SHA256Digest(of: body).description.prefix(16))"}"#.utf8)
      previous = SHA256Digest(of: whole).description
      all += whole + [0x0A]
    }
    try put(all, "journal.jsonl")
    return previous
  }

  func pack(_ name: String = "bad.tar.gz") async throws {
    try await shell("tar -czf \(name) -C box \(run)")
  }

  /// What halfhour says of an archive, and what standard tools say of it.
  func verdicts(
    _ name: String = "bad.tar.gz", signers: Bool = false, head: String? = nil
  ) async throws -> (halfhour: Ended, tools: Ended) {
    let options = (signers ? ["--allowed-signers", "allowed"] : []) + (head.map { ["--head", $0] } ?? [])
    let ours = try await scene.start(["evidence", "verify", name] + options).end()
    let words = [name, signers ? "allowed" : "", head ?? ""].map { "'\($0)'" }.joined(separator: " ")
    let theirs = try await scene.shell("'\(Self.script)' \(words)").end()
    return (ours, theirs)
  }
}

extension Scene {
  static let evidencePhases = """
    install:
      - { id: talk, run: "echo hello from talk; printf '\\\\377\\\\376'", budget: 10s }
      - { id: config, template: { from: templates/shop.conf, to: "HERE/shop.conf" } }
      - { id: power, manual: { do: "Show the meter.", fields: { photo: file } }, only: incident }
      - { id: quiet, run: "echo \\"$word\\" >/dev/null", with: { word: "{{ secrets.word }}" } }
    verify:
      - { id: see, run: echo seen, expect: { equals: seen }, seen_red: { skip: no } }
      - { id: compare, run: echo 5, expect: { known_good: answer }, seen_red: { skip: no } }
    """

  /// Plays an incident with a template, a known-good answer, a secret and an attached file to its end.
  func playForEvidence() async throws {
    try write(
      "site.yaml",
      """
      site: Test site
      target: { rto: 5m, rpo: 1h }
      services:
        shop: { tier: critical }
      people:
        ruth: { roles: [sales] }
        matthew: { roles: [operator] }

      """)
    try write("templates/shop.conf", "port = 80\n")
    try write("secret", "hunter2-and-more\n")
    try write("meter.jpg", "pixels\n")
    let start = ["recover", "shop.yaml", "--yes", "--disrupted-at", "now"]
    try runbook(
      Self.evidencePhases.replacing("HERE", with: folder), head: "secrets: { word: { file: secret } }")
    let record = try await halfhour("known-good", "record", "shop.yaml", "compare")
    #expect(record.exit == 0, "\(record)")
    let end = try await self.start(start).end()
    #expect(end.exit == 6, "\(end)")
    let answer = try await halfhour("answer", "last", "power", "--done", "--attach", "meter.jpg", "--as", "matthew")
    #expect(answer.exit == 0, "\(answer)")
    let over = try await halfhour("resume", "last")
    #expect(over.exit == 0, "\(over)")
  }

  func makeKeys() async throws {
    let end = try await shell(
      """
      ssh-keygen -q -t ed25519 -N '' -C ruth -f key && ssh-keygen -q -t ed25519 -N '' -C mallory -f other &&
      echo "ruth $(cat key.pub)" >allowed
      """
    ).end()
    #expect(end.exit == 0, "\(end)")
  }
}
