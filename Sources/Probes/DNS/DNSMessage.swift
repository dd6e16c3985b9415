internal import CResolv
internal import Glibc

/// A question as it is sent, with which answers are compared.
struct DNSMessage: Sendable {
  let name: String
  let type: DNSRecordType
  let bytes: [UInt8]

  init(_ question: DNSQuestion) throws(ProbeProblem) {
    guard let type = DNSRecordType(rawValue: question.type) else {
      throw .couldNotAsk("a record type \(question.type) is not known")
    }
    let name = type == .PTR ? Self.reversed(question.name) ?? question.name : question.name
    guard name.utf8.allSatisfy({ (33...126).contains($0) }), !name.isEmpty else {
      throw .couldNotAsk("\"\(name)\" is no name that can be asked for; write other letters as `xn--…`")
    }
    var buffer = [UInt8](repeating: 0, count: 512)
    let length = resolver_question(name, type.number, &buffer, Int32(buffer.count))
    guard length > 12 else { throw .couldNotAsk("\"\(name)\" is no name that can be asked for") }
    self.name = name
    self.type = type
    // The C library counts its numbers on from the clock; nobody else shall know ours.
    let number = UInt16.random(in: 0...UInt16.max)
    buffer[0] = UInt8(number >> 8)
    buffer[1] = UInt8(number & 0xFF)
    bytes = Array(buffer[..<Int(length)])
  }

  /// The name under which the name of an address stands; nil where it is no address.
  private static func reversed(_ text: String) -> String? {
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &bytes) == 1 {
      return bytes[..<4].reversed().map { "\($0)." }.joined() + "in-addr.arpa"
    }
    guard inet_pton(AF_INET6, text, &bytes) == 1 else { return nil }
    let digits = bytes.flatMap { [$0 >> 4, $0 & 15] }
    return digits.reversed().map { String($0, radix: 16) + "." }.joined() + "ip6.arpa"
  }

  /// What bytes say to the question; nil where they are no answer to it.
  func reply(_ bytes: [UInt8]) -> DNSReply? {
    bytes.withUnsafeBufferPointer { buffer in
      var parsed = ns_msg()
      guard ns_initparse(buffer.baseAddress, Int32(buffer.count), &parsed) == 0,
        parsed._id == UInt16(self.bytes[0]) << 8 | UInt16(self.bytes[1]),
        ns_msg_getflag(parsed, Int32(ns_f_qr.rawValue)) == 1
      else { return nil }
      var records = DNSRecordReader(parsed)
      guard let question = records.question(), question.type == type.number,
        DNSRecordReader.absolute(question.name) == DNSRecordReader.absolute(name)
      else { return nil }
      return DNSReply(
        code: ns_msg_getflag(parsed, Int32(ns_f_rcode.rawValue)),
        isTruncated: ns_msg_getflag(parsed, Int32(ns_f_tc.rawValue)) == 1, answers: records.answers())
    }
  }
}
