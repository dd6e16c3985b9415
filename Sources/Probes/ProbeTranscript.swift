internal import Synchronization

/// Takes what a probe tells of itself, for its log.
package struct ProbeTranscript: Sendable {
  /// Hides the secrets of a text, and the values that were captured, by name.
  package let hide: @Sendable (_ text: String, _ captured: [String: String]) -> String
  /// Appends hidden text to the log.
  package let append: @Sendable (String) -> Void

  /// The most of one answer that a log shows, in bytes.
  static let mostShown = 64 * 1024

  package init(
    hide: @escaping @Sendable (_ text: String, _ captured: [String: String]) -> String,
    append: @escaping @Sendable (String) -> Void
  ) {
    self.hide = hide
    self.append = append
  }

  /// Appends lines, each marked as ours (`*`), sent (`>`) or received (`<`).
  func tell(_ mark: String, _ lines: [String], _ captured: [String: String] = [:]) {
    let text = lines.map { "\(mark) \(Self.visible($0, keepsLines: false))\n" }.joined()
    append(hide(text, captured))
  }

  /// Appends the beginning of a content; it is hidden before it is cut, so that no half of a secret is left.
  func tell(content: String, isCut: Bool, _ captured: [String: String] = [:]) {
    guard !content.isEmpty else { return }
    let hidden = hide(content, captured)
    let shown = String(decoding: hidden.utf8.prefix(Self.mostShown), as: UTF8.self)
    let hasMore = isCut || shown.utf8.count < hidden.utf8.count
    let end = shown.utf8.last == 10 ? "" : "\n"
    append(Self.visible(shown, keepsLines: true) + end + (hasMore ? "* … and more, which isn't shown\n" : ""))
  }

  /// What a terminal would obey is shown as a letter.
  private static func visible(_ text: String, keepsLines: Bool) -> String {
    guard text.utf8.contains(where: { $0 < 32 || $0 == 127 }) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 9: scalars.append(scalar)
      case 10 where keepsLines: scalars.append(scalar)
      case 13 where keepsLines: break
      case 0..<32: scalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
      case 127: scalars.append("\u{2421}")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}
