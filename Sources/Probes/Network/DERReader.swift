/// Walks over the elements of DER, as far as the outline of a certificate needs it.
struct DERReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  struct Element {
    var tag: UInt8
    var content: ArraySlice<UInt8>
    /// With tag and length.
    var whole: ArraySlice<UInt8>
  }

  /// The next element; nil at the end, and where the bytes are no DER.
  mutating func next() -> Element? {
    guard rest.count >= 2 else { return nil }
    let tag = rest[rest.startIndex]
    var length = Int(rest[rest.startIndex + 1])
    var start = rest.startIndex + 2
    if length >= 0x80 {
      let count = length & 0x7f
      guard (1...4).contains(count), rest.endIndex - start >= count else { return nil }
      length = rest[start..<start + count].reduce(0) { $0 << 8 | Int($1) }
      start += count
    }
    guard rest.endIndex - start >= length else { return nil }
    let element = Element(
      tag: tag, content: rest[start..<start + length], whole: rest[rest.startIndex..<start + length])
    rest = rest[(start + length)...]
    return element
  }

  /// Issuer and subject of a certificate, as they are encoded (RFC 5280, 4.1).
  static func names(ofCertificate bytes: [UInt8]) -> (issuer: [UInt8], subject: [UInt8])? {
    var outer = DERReader(bytes[...])
    guard let certificate = outer.next() else { return nil }
    var inner = DERReader(certificate.content)
    guard let signed = inner.next() else { return nil }
    var fields = DERReader(signed.content)
    // The version may be missing; then serial number, algorithm, issuer, validity, subject.
    guard var field = fields.next() else { return nil }
    if field.tag == 0xa0 {
      guard let serial = fields.next() else { return nil }
      field = serial
    }
    guard fields.next() != nil, let issuer = fields.next(), fields.next() != nil, let subject = fields.next() else {
      return nil
    }
    return (Array(issuer.whole), Array(subject.whole))
  }

  /// The common name in an encoded name.
  static func commonName(in name: [UInt8]) -> String? {
    var outer = DERReader(name[...])
    guard let sequence = outer.next() else { return nil }
    var sets = DERReader(sequence.content)
    var found: String?
    while let set = sets.next() {
      var pairs = DERReader(set.content)
      while let pair = pairs.next() {
        var parts = DERReader(pair.content)
        if let type = parts.next(), let value = parts.next(), Array(type.content) == [0x55, 0x04, 0x03] {
          found = String(decoding: value.content, as: UTF8.self)
        }
      }
    }
    return found
  }
}
