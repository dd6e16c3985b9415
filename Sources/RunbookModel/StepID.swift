/// A step within a run: the runbook's name and the step's, written `database.load`.
package struct StepID: Hashable, Sendable {
  package var runbook: RunbookName
  package var step: StepName

  package init(_ runbook: RunbookName, _ step: StepName) {
    self.runbook = runbook
    self.step = step
  }

  /// Reads `database.load`; neither name can contain a full stop.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    self.init(RunbookName(String(parts[0])), StepName(String(parts[1])))
  }
}

extension StepID: CustomStringConvertible {
  package var description: String { "\(runbook).\(step)" }
}

extension StepID: Comparable {
  package static func < (left: StepID, right: StepID) -> Bool {
    (left.runbook, left.step) < (right.runbook, right.step)
  }
}

extension StepID: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let id = StepID(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is not runbook.step")
    }
    self = id
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension StepID: CodingKeyRepresentable {
  package var codingKey: any CodingKey { description.codingKey }

  package init?<Key: CodingKey>(codingKey: Key) { self.init(codingKey.stringValue) }
}
