package import Digests
internal import RunbookModel

/// The text by which a plan is kept and named: JSON, whose SHA-256 is the plan's hash, so that `sha256sum` prints it.
///
/// Equal plans have equal texts. It covers everything in the plan, the places of its texts included: a moved line
/// makes another hash, which is honest, as a report names the file as it was.
package struct PlanText: Sendable {
  package let bytes: [UInt8]
  package let hash: SHA256Digest

  package init(of plan: Plan) { self.init(stored: JSONWriter.bytes(of: plan)) }

  /// A text as it was kept; its hash tells whether it still is the one that it was.
  package init(stored bytes: [UInt8]) {
    self.bytes = bytes
    hash = SHA256Digest(of: bytes)
  }

  /// The hash alone, without the text, which is larger than its plan.
  package static func hash(of plan: Plan) -> SHA256Digest {
    var hasher = SHA256Hasher()
    var json = JSONWriter { hasher.update($0) }
    plan.write(to: &json)
    json.finish()
    return hasher.finalize()
  }
}
