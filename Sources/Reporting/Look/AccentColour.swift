/// The site's colour, made dark or light enough to be seen on the page's ground; it never carries a meaning.
struct AccentColour {
  private let parts: [Double]

  /// Nil for anything but `#rrggbb`.
  init?(_ text: String) {
    let digits = text.utf8.dropFirst()
    guard text.utf8.first == UInt8(ascii: "#"), digits.count == 6,
      digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }), let number = Int(text.dropFirst(), radix: 16)
    else { return nil }
    parts = [number >> 16, number >> 8 & 0xFF, number & 0xFF].map { Double($0) / 255 }
  }

  /// Sets it for both grounds.
  var css: String {
    """
    :root { --accent: \(Self.text(mixed(with: 0, against: 1))); }
    @media screen and (prefers-color-scheme: dark) { \
    :root { --accent: \(Self.text(mixed(with: 1, against: Self.darkGround))); } }
    """
  }

  /// The luminance of the dark page.
  private static let darkGround = 0.009

  /// The least contrast of lines and large text (WCAG 2.2, 1.4.11 and 1.4.3).
  private static let leastContrast = 3.0

  /// The colour with as much black or white as it needs to stand out from a ground of that luminance.
  private func mixed(with end: Double, against ground: Double) -> [Double] {
    for share in stride(from: 0.0, to: 1, by: 0.05) {
      let mixed = parts.map { $0 + (end - $0) * share }
      let (light, dark) = (max(ground, Self.luminance(mixed)), min(ground, Self.luminance(mixed)))
      if (light + 0.05) / (dark + 0.05) >= Self.leastContrast { return mixed }
    }
    return [end, end, end]
  }

  /// Relative luminance after WCAG 2.2, with the power of 2.4 replaced by 2, which is near enough to choose by.
  private static func luminance(_ parts: [Double]) -> Double {
    0.2126 * parts[0] * parts[0] + 0.7152 * parts[1] * parts[1] + 0.0722 * parts[2] * parts[2]
  }

  private static func text(_ parts: [Double]) -> String {
    let digits = Array("0123456789abcdef")
    return "#"
      + parts.map { part in
        let byte = max(0, min(255, Int((part * 255).rounded())))
        return "\(digits[byte >> 4])\(digits[byte & 0xF])"
      }.joined()
  }
}
