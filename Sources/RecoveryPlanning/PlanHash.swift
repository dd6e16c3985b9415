package import Digests

/// The name of a plan's content: equal plans have equal hashes, also after they were stored and read again.
///
/// It covers everything in the plan, the places of its texts included: a moved line makes another hash, which is
/// honest, as a report names the file as it was.
package enum PlanHash {
  package static func of(_ plan: Plan) -> SHA256Digest { SHA256Digest(of: CanonicalJSON.bytes(of: plan)) }
}
