import Foundation
import Testing

/// A webhook that lives as long as the body of a test.
struct Webhook: Sendable {
  let port: Int
  let scene: Scene

  static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "hook.py").path
  /// As good as a password, and nowhere to be read.
  static let token = "T0ken/5ecret-of-the-hook"

  static func play(in scene: Scene, _ body: (Webhook) async throws -> Void) async throws {
    let program = try Program(
      ["/usr/bin/python3", script, scene.path("hooked")], environment: ["PATH": "/usr/bin:/bin"],
      folder: scene.folder, umask: "022")
    var thrown: (any Error)?
    do {
      try await scene.until("the webhook listens") { program.out.hasSuffix("\n") }
      let port = program.out.split(separator: " ").last.flatMap { Int($0.dropLast()) }
      try await body(Webhook(port: port ?? 0, scene: scene))
    } catch {
      thrown = error
    }
    try await program.murder()
    if let thrown { throw thrown }
  }

  func address(_ kind: String) -> String { "http://127.0.0.1:\(port)/\(kind)/\(Self.token)" }

  /// The texts that came for one kind of behaviour.
  func texts(_ kind: String) throws -> [String] {
    try scene.lines("hooked").compactMap { line in
      let fields = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      guard let path = fields?["path"] as? String, path == "/\(kind)/\(Self.token)" else { return nil }
      #expect(fields?["type"] as? String == "application/json; charset=utf-8")
      let body = fields?["body"] as? [String: Any]
      #expect(body?.keys.sorted() == ["text"])
      return body?["text"] as? String
    }
  }

  var followed: Bool { scene.lines("hooked").contains { $0.contains("/elsewhere/") } }
}

/// A message as the journal tells of it.
struct ToldLine {
  let channel: String
  let about: [String]
  let attempts: Int
  let problem: String?
}

extension RunOnDisk {
  func told(_ channel: String? = nil) throws -> [ToldLine] {
    try journal().filter { $0.entry == "update-sent" }.map { line in
      ToldLine(
        channel: line.fields["channel"] as? String ?? "", about: line.fields["about"] as? [String] ?? [],
        attempts: line.fields["attempts"] as? Int ?? 0, problem: line.fields["problem"] as? String)
    }.filter { channel == nil || $0.channel == channel }
  }
}

extension Scene {
  func site(_ rest: String) throws {
    try write(
      "site.yaml",
      """
      site: Corner shop
      target: { rto: 5m, clock: started }
      services:
        shop: { tier: critical, fallback: "Orders are written on paper." }

      """ + rest)
  }

  /// The journal as far as it is written; empty before there is one.
  var journalText: String { runNames.last.flatMap { try? read("state/runs/\($0)/journal.jsonl") } ?? "" }

  /// Restores in so many seconds, and verifies.
  static func recovery(_ seconds: String, more: String = "") -> String {
    """
    restore:
      - { id: load, run: "sleep \(seconds)" }
    \(more)
    verify:
      - { id: works, run: "test -e /tmp", expect: { exit: 0 }, seen_red: { skip: "always there" } }
    """
  }
}
