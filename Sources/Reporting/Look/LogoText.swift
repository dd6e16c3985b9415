/// A picture within the page itself, so that the page asks for nothing.
enum LogoText {
  /// As a `data:` URI; nil for what is none of the kinds of pictures that a site can give.
  static func dataURI(_ logo: ReportLook.Logo) -> String? {
    guard ["image/png", "image/jpeg", "image/svg+xml"].contains(logo.mediaType), !logo.bytes.isEmpty else { return nil }
    return "data:\(logo.mediaType);base64,\(base64(logo.bytes))"
  }

  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static func base64(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        text.append(place <= group.count ? letters[bits >> (18 - 6 * place) & 0x3F] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
