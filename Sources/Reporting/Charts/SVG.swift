internal import Templates

/// The pieces that pictures are made of, each as SVG; every text is escaped here.
enum SVG {
  enum Anchor: String { case start, middle, end }

  static func rectangle(
    _ kind: String, x: Double, y: Double, width: Double, height: Double, corner: Int = 2, pattern: String? = nil
  ) -> String {
    let fill = pattern.map { " fill=\"url(#\($0))\"" } ?? ""
    let size = "width=\"\(number(width))\" height=\"\(number(height))\" rx=\"\(corner)\""
    return "<rect class=\"\(kind)\" x=\"\(number(x))\" y=\"\(number(y))\" \(size)\(fill)/>"
  }

  static func line(_ kind: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
    "<line class=\"\(kind)\" x1=\"\(number(x1))\" x2=\"\(number(x2))\" y1=\"\(number(y1))\" y2=\"\(number(y2))\"/>"
  }

  /// A code stands small behind the words.
  static func text(
    _ kind: String, x: Double, y: Double, _ text: String, code: String = "", anchor: Anchor = .start
  ) -> String {
    let style = kind.isEmpty ? "" : " class=\"\(kind)\""
    let anchor = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    let space = text.isEmpty ? "" : " "
    let code = code.isEmpty ? "" : "\(space)<tspan class=\"code\">\(HTMLText.escaped(code))</tspan>"
    let words = HTMLText.escaped(text) + code
    return "<text\(style)\(anchor) x=\"\(number(x))\" y=\"\(number(y))\">\(words)</text>"
  }

  /// A title is what a pointer that rests on it shows.
  static func path(_ kind: String, _ drawing: String, title: String? = nil) -> String {
    guard let title else { return "<path class=\"\(kind)\" d=\"\(drawing)\"/>" }
    return "<path class=\"\(kind)\" d=\"\(drawing)\"><title>\(HTMLText.escaped(title))</title></path>"
  }

  static func escaped(_ text: String) -> String { HTMLText.escaped(text) }

  /// A coordinate with one digit behind the point.
  static func number(_ number: Double) -> String {
    guard number.isFinite, number.magnitude < 1e9 else { return "0" }
    let tenths = Int((number * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    return sign + (tenths % 10 == 0 ? "\(abs(tenths) / 10)" : "\(abs(tenths) / 10).\(abs(tenths) % 10)")
  }
}
