internal import CResolv

/// What one server answered.
struct DNSReply: Hashable, Sendable {
  /// Its response code.
  var code: Int32
  var isTruncated: Bool
  /// Nil where the answers can't be read.
  var answers: [DNSRecord]?
}

/// A record of an answer, in words.
struct DNSRecord: Hashable, Sendable {
  /// Its owner, in lower case, with a full stop at its end.
  var name: String
  var seconds: Int
  var type: DNSRecordType
  /// As in a zone file, in lower case where it is a name.
  var data: String

  var text: String { "\(name) \(seconds) \(type) \(data)" }
}
