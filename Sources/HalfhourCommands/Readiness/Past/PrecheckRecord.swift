internal import Foundation
internal import RunCore
internal import RunbookModel

/// What `readiness --check` found of one runbook, as the state folder keeps it.
struct PrecheckRecord: Hashable, Decodable {
  static let currentFormat = 1

  struct Look: Hashable, Decodable {
    var id: String
    var title: String
    var phase: String
    var host: String?
    var status: String
    var exit: Int?
    var message: String?
    /// The end of what it printed, where it failed.
    var printed: String?

    /// What there is to say of a step that failed.
    var words: String { ([message ?? status] + (printed.map { [$0] } ?? [])).joined(separator: ": ") }

    /// Held, or the plan leaves it out.
    var isWell: Bool { ["passed", "already-done", "excluded"].contains(status) }
  }

  /// Something besides the steps: a secret, a program that checks call, a host.
  struct Subject: Hashable, Decodable {
    enum Kind: String, Decodable { case secret, tool, host }

    var kind: Kind
    var name: String
    /// Nil where all is well.
    var problem: String?
    /// A recovery could not work with it.
    var stops: Bool
  }

  var format = currentFormat
  var site: String
  var service: String
  var runbook: String
  var path: String
  var started: WallTime
  var ended: WallTime
  var by: Operator
  var machine: String
  var version: String
  /// As they were given.
  var inputs: [String: String]
  var steps: [Look]
  var subjects: [Subject]
  /// The time of the newest backup, where the prechecks tell it.
  var recoveryPoint: WallTime?
  var bytes: Int?

  var failures: [String] {
    steps.filter { !$0.isWell }.map { "\($0.title): \($0.words)" }
      + subjects.filter(\.stops).map { "\($0.kind.rawValue) \($0.name): \($0.problem ?? "")" }
  }

  var isPassed: Bool { failures.isEmpty }
  /// There was nothing to look at, so that nothing is proved.
  var isEmpty: Bool { steps.isEmpty && subjects.isEmpty }

  var backup: BackupLook? {
    recoveryPoint.map { BackupLook(point: $0, seen: started, bytes: bytes, source: .precheck) }
  }
}

extension PrecheckRecord: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("by", by)
      json.member("bytes", ifAny: bytes)
      json.member("ended", ended)
      json.member("format", format)
      json.member("inputs", inputs)
      json.member("machine", machine)
      json.member("path", path)
      json.member("recoveryPoint", ifAny: recoveryPoint)
      json.member("runbook", runbook)
      json.member("service", service)
      json.member("site", site)
      json.member("started", started)
      json.member("steps", steps)
      json.member("subjects", subjects)
      json.member("version", version)
    }
  }
}

extension PrecheckRecord.Look: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("exit", ifAny: exit)
      json.member("host", ifAny: host)
      json.member("id", id)
      json.member("message", ifAny: message)
      json.member("phase", phase)
      json.member("printed", ifAny: printed)
      json.member("status", status)
      json.member("title", title)
    }
  }
}

extension PrecheckRecord.Subject: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("kind", word: kind)
      json.member("name", name)
      json.member("problem", ifAny: problem)
      json.member("stops", stops)
    }
  }
}

extension PrecheckRecord {
  /// Nil for what isn't such a record, or is of a newer version.
  static func read(_ bytes: [UInt8]) -> PrecheckRecord? {
    do {
      let record = try JSONDecoder().decode(PrecheckRecord.self, from: Data(bytes))
      return record.format <= currentFormat ? record : nil
    } catch {
      return nil
    }
  }
}
