internal import CResolv

/// Reads the records of a message, whose bytes outlive it, by the system's own parser.
struct DNSRecordReader {
  private var message: ns_msg

  init(_ message: ns_msg) { self.message = message }

  /// The one question of the message.
  mutating func question() -> (name: String, type: Int32)? {
    var record = ns_rr()
    guard message._counts.0 == 1, ns_parserr(&message, ns_s_qd, 0, &record) == 0 else { return nil }
    return (Self.name(of: record), Int32(record.type))
  }

  /// Records of kinds that can't be asked for are left out; nil where one of the others can't be read.
  mutating func answers() -> [DNSRecord]? {
    var records: [DNSRecord] = []
    for number in 0..<Int32(message._counts.1) {
      var record = ns_rr()
      guard ns_parserr(&message, ns_s_an, number, &record) == 0 else { return nil }
      guard let type = DNSRecordType(number: Int32(record.type)), record.rr_class == UInt16(ns_c_in.rawValue) else {
        continue
      }
      var data = Data(rest: UnsafeBufferPointer(start: record.rdata, count: Int(record.rdlength)), message: message)
      guard let text = data.text(type) else { return nil }
      records.append(
        DNSRecord(name: Self.absolute(Self.name(of: record)), seconds: Int(record.ttl), type: type, data: text))
    }
    return records
  }

  private static func name(of record: ns_rr) -> String {
    withUnsafeBytes(of: record.name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  static func absolute(_ name: String) -> String {
    let name = name.lowercased()
    return name.hasSuffix(".") ? name : name + "."
  }

  /// The data of one record.
  private struct Data {
    var rest: UnsafeBufferPointer<UInt8>
    let message: ns_msg

    /// Nil where the data is not that of its kind, or something stands behind it.
    mutating func text(_ type: DNSRecordType) -> String? {
      let parts: [String?] =
        switch type {
        case .A: [address(4)]
        case .AAAA: [address(16)]
        case .CNAME, .NS, .PTR: [name()]
        case .MX: [number(2), name()]
        case .SRV: [number(2), number(2), number(2), name()]
        case .SOA: [name(), name(), number(4), number(4), number(4), number(4), number(4)]
        case .TXT: [strings()]
        }
      let known = parts.compactMap { $0 }
      return known.count == parts.count && rest.isEmpty ? known.joined(separator: " ") : nil
    }

    private mutating func take(_ count: Int) -> Slice<UnsafeBufferPointer<UInt8>>? {
      guard rest.count >= count else { return nil }
      defer { rest = UnsafeBufferPointer(rebasing: rest.dropFirst(count)) }
      return rest.prefix(count)
    }

    private mutating func number(_ bytes: Int) -> String? {
      take(bytes).map { "\($0.reduce(0) { $0 << 8 | Int($1) })" }
    }

    private mutating func address(_ size: Int) -> String? { take(size).flatMap { IPAddressText.text(Array($0)) } }

    private mutating func name() -> String? {
      var text = [CChar](repeating: 0, count: Int(NS_MAXDNAME))
      let length = ns_name_uncompress(message._msg, message._eom, rest.baseAddress, &text, text.count)
      guard length >= 0, take(Int(length)) != nil else { return nil }
      return DNSRecordReader.absolute(
        String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }

    /// A text is sent in pieces of at most 255 bytes, which belong together.
    private mutating func strings() -> String? {
      var text = ""
      while let length = rest.first {
        guard let piece = take(1 + Int(length)) else { return nil }
        for byte in piece.dropFirst() {
          switch byte {
          case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += "\\" + String(UnicodeScalar(byte))
          case 32...126: text.unicodeScalars.append(UnicodeScalar(byte))
          default: text += "\\" + String("00\(byte)".suffix(3))
          }
        }
      }
      return "\"\(text)\""
    }
  }
}
