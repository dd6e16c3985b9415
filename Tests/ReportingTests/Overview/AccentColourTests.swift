import Foundation
import Testing

@testable import Reporting

struct AccentColourTests {
  /// By the exact formula of WCAG 2.2.
  private func luminance(_ text: Substring) -> Double {
    let number = Int(text.dropFirst(), radix: 16) ?? 0
    let parts = [number >> 16, number >> 8 & 0xFF, number & 0xFF].map { byte -> Double in
      let part = Double(byte) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  private func contrast(_ left: Substring, _ right: Substring) -> Double {
    let (one, other) = (luminance(left), luminance(right))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  @Test(arguments: ["#000000", "#ffffff", "#ffff00", "#00ff00", "#0a5fd0", "#000080", "#808080", "#FF0000"])
  func `a line in the site's colour can be seen on both grounds`(colour: String) throws {
    let css = try #require(AccentColour(colour)).css
    let colours = css.matches(of: /#[0-9a-f]{6}/).map(\.output)
    try #require(colours.count == 2)
    #expect(contrast(colours[0], "#ffffff") > 2.6)
    #expect(contrast(colours[1], "#14181b") > 2.6)
  }

  @Test func `a colour that can be seen stays as it is`() {
    #expect(AccentColour("#0a5fd0")?.css.contains(":root { --accent: #0a5fd0; }") == true)
  }
}
