import Digests
import Foundation
import Testing

/// A run's folder, read without any of the program's own code but its digest.
struct RunOnDisk {
  let folder: String

  var name: String { URL(fileURLWithPath: folder).lastPathComponent }

  func journalBytes() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: folder + "/journal.jsonl")) }

  /// The entries, after checking that each line names the digest of the one before and is as its own check says.
  func journal() throws -> [JournalLine] {
    let lines = try journalBytes().split(separator: 0x0A)
    var previous = String(repeating: "0", count: 64)
    return try lines.enumerated().map { number, line in
      let fields = try JSONSerialization.jsonObject(with: line) as? [String: Any] ?? [:]
      #expect(fields["prev"] as? String == previous, "line \(number + 1) breaks the chain")
      #expect(fields["seq"] as? Int == number + 1)
      // The check is the line's last field; its text is 26 bytes.
      let sum = SHA256Digest(of: Array(line.dropLast(26))).description.prefix(16)
      #expect(line.suffix(26).elementsEqual(#","sum":"\#(sum)"}"#.utf8), "line \(number + 1) was changed")
      previous = SHA256Digest(of: Array(line)).description
      return JournalLine(fields: fields)
    }
  }

  func log(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/logs/\(name).log")) }

  func logSize(_ name: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: "\(folder)/logs/\(name).log")[.size] as? Int ?? -1
  }

  /// The outcome of each step by its own id.
  func outcomes() throws -> [String: String] {
    var outcomes: [String: String] = [:]
    var asked: [Int: String] = [:]
    for line in try journal() {
      if let outcome = line.outcome { outcomes[line.step] = outcome }
      if line.entry == "prompt-opened" { asked[line.fields["number"] as? Int ?? 0] = line.step }
      if line.entry == "prompt-answered", let step = asked[line.fields["prompt"] as? Int ?? 0] {
        outcomes[step] = ["skip": "skipped", "done": "by-hand"][line.fields["choice"] as? String ?? ""]
      }
      if line.entry == "step-excluded" { outcomes[line.step] = "excluded" }
    }
    return outcomes
  }

  /// How often each step's own work was started.
  func starts() throws -> [String: Int] {
    try journal().filter { $0.entry == "step-started" && $0.purpose == "work" }
      .reduce(into: [:]) { $0[$1.step, default: 0] += 1 }
  }

  func messages(of step: String) throws -> [String] {
    try journal().filter { $0.entry == "step-finished" && $0.step == step }
      .compactMap { ($0.fields["report"] as? [String: Any])?["message"] as? String }
  }
}

/// One entry of a journal, as JSON shows it.
struct JournalLine {
  let fields: [String: Any]

  var entry: String { fields["entry"] as? String ?? "" }

  private var attempt: [String: Any]? { fields["attempt"] as? [String: Any] }

  /// The step's own id, without its runbook's name.
  var step: String {
    let whole = attempt?["step"] as? String ?? fields["step"] as? String ?? ""
    return whole.split(separator: ".").last.map(String.init) ?? ""
  }

  var purpose: String { attempt?["purpose"] as? String ?? "" }

  var disposition: [String: Any] { fields["disposition"] as? [String: Any] ?? [:] }

  var outcome: String? { disposition["outcome"] as? String }

  var leftovers: [Int] { (fields["report"] as? [String: Any])?["leftovers"] as? [Int] ?? [] }

  var outputs: [String: String] { (fields["report"] as? [String: Any])?["outputs"] as? [String: String] ?? [:] }
}
