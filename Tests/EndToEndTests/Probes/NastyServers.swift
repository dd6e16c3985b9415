import Foundation

/// Servers on the loopback that behave as no server should, as long as the body of a test runs.
struct NastyServers: Sendable {
  /// By the name of their behaviour.
  let ports: [String: Int]

  var http: String { "http://127.0.0.1:\(port("http"))" }

  func port(_ name: String) -> Int { ports[name] ?? 0 }

  static func play(
    in scene: Scene, tls: (certificate: String, key: String)? = nil, _ body: (NastyServers) async throws -> Void
  ) async throws {
    let program = try Program(
      ["/usr/bin/python3", Self.script] + (tls.map { [$0.certificate, $0.key] } ?? []),
      environment: ["PATH": "/usr/bin:/bin"], folder: scene.folder, umask: "022")
    var thrown: (any Error)?
    do {
      try await scene.until("the servers listen") { program.out.hasSuffix("ready\n") }
      let pairs = program.out.split(separator: "\n").compactMap { line -> (String, Int)? in
        let words = line.split(separator: " ")
        return words.count == 2 ? Int(words[1]).map { (String(words[0]), $0) } : nil
      }
      try await body(NastyServers(ports: Dictionary(pairs) { first, _ in first }))
    } catch {
      thrown = error
    }
    try await program.murder()
    if let thrown { throw thrown }
  }

  static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "nasty.py").path
}

extension Scene {
  /// Runs a drill of probes, side by side, each under its own name; a failure of one stops no other.
  func probe(
    _ steps: [(id: String, text: String)], head: String = "", timeout: String = "20s",
    environment: [String: String] = [:]
  ) async throws -> [String: ProbeEnd] {
    var text = "install:\n  - { id: work, run: \"true\" }\nverify:\n"
    for step in steps {
      text += "  - id: \(step.id)\n    needs: []\n    unguarded: true\n    on_failure: continue\n"
      if !step.text.contains("timeout:") { text += "    timeout: \(timeout)\n" }
      text += step.text.split(separator: "\n").map { "    \($0)\n" }.joined()
    }
    let end = try await drill(text, head: head, environment: environment)
    guard !runNames.isEmpty, (0...6).contains(end.exit) else { throw SceneFault("no run came to its end: \(end)") }
    return try run().probes()
  }
}

/// What a journal says of a probe.
struct ProbeEnd: CustomStringConvertible {
  let result: String
  let finding: String
  let message: String

  var description: String { "\(result), \(finding): \(message)" }
}

extension RunOnDisk {
  func probes() throws -> [String: ProbeEnd] {
    try journal().filter { $0.entry == "step-finished" }.reduce(into: [:]) { ends, line in
      let report = line.fields["report"] as? [String: Any] ?? [:]
      ends[line.step] = ProbeEnd(
        result: report["result"] as? String ?? "", finding: report["finding"] as? String ?? "",
        message: report["message"] as? String ?? "")
    }
  }

  func logText(_ step: String) throws -> String { String(decoding: try log("shop.\(step).1"), as: UTF8.self) }
}
