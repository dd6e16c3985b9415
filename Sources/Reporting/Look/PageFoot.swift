/// What stands at the foot of every printed page, so that a sheet that got loose is known.
enum PageFoot {
  /// More would stand over the number of the page.
  private static let most = 100

  /// Sets it as the style sheets name it.
  static func css(_ text: String) -> String {
    let escaped = CellText.line(text, most: most).unicodeScalars.map { scalar in
      isPlain(scalar) ? String(scalar) : "\\\(String(scalar.value, radix: 16)) "
    }
    return ":root { --foot: \"\(escaped.joined())\"; }"
  }

  /// Nothing of it can end the text or the style sheet.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", " ", ".", ",", ":", "-", "(", ")", "+": true
    default: false
    }
  }
}
