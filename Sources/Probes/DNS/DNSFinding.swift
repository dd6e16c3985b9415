internal import CResolv

/// What an answer comes to: the records that were asked for, or why there are none.
enum DNSFinding: Hashable, Sendable {
  /// Sorted, each once.
  case answers([String])
  /// In words for a person.
  case none(String)

  /// `chain` leads from the name that was asked for to the records.
  init(_ reply: DNSReply, to message: DNSMessage, chain: DNSChain) {
    let name = message.name
    switch UInt32(bitPattern: reply.code) {
    case ns_r_noerror.rawValue where reply.answers == nil: self = .none("its answer can't be read")
    case ns_r_noerror.rawValue where chain.records.isEmpty:
      self = .none("the name \(chain.lastName) is there, but has no \(message.type) record")
    case ns_r_noerror.rawValue: self = .answers(Set(chain.records.map(\.data)).sorted())
    case ns_r_nxdomain.rawValue: self = .none("there is no name \(name) (NXDOMAIN)")
    case ns_r_servfail.rawValue: self = .none("it could not find out (SERVFAIL)")
    case ns_r_refused.rawValue: self = .none("it refuses to answer for \(name) (REFUSED)")
    case ns_r_formerr.rawValue: self = .none("it did not understand the question (FORMERR)")
    case ns_r_notimpl.rawValue: self = .none("it can't answer such a question (NOTIMP)")
    default: self = .none("it answered with the error \(reply.code)")
    }
  }

  /// What a list of several servers shows.
  var words: String {
    switch self {
    case .answers(let answers): answers.joined(separator: ", ")
    case .none(let words): words
    }
  }
}

/// The way from the name that was asked for, over its aliases, to the records.
struct DNSChain: Hashable, Sendable {
  private(set) var aliases: [DNSRecord] = []
  private(set) var records: [DNSRecord] = []
  private(set) var lastName: String

  /// Takes what belongs to the question; a server may send more, in any order.
  init(_ reply: DNSReply, to message: DNSMessage) {
    let answers = reply.answers ?? []
    lastName = DNSRecordReader.absolute(message.name)
    if message.type != .CNAME {
      while let alias = answers.first(where: { $0.type == .CNAME && $0.name == lastName }), !aliases.contains(alias) {
        aliases.append(alias)
        lastName = alias.data
      }
    }
    records = answers.filter { $0.type == message.type && $0.name == lastName }
  }

  /// The longest time for which a part of the way may be kept.
  var longestSeconds: Int { (aliases + records).map(\.seconds).max() ?? 0 }
}
