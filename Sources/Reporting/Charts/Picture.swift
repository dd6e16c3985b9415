internal import Templates

/// One inline picture with a name and a description for those who don't see it.
struct Picture {
  /// Unique on its page: the names of everything within begin with it.
  let id: String
  /// Its class, by which the style sheet sizes it.
  let kind: String
  let title: String
  /// What the picture shows, and where the same stands in numbers.
  let description: String
  let width: Double
  let height: Double

  /// The patterns that a picture can fill its shapes with.
  enum Pattern: String, CaseIterable {
    /// Waiting for a person.
    case wait
    /// Beyond the target.
    case over
    /// Nobody gave the time.
    case unknown
    /// What only a drill does.
    case drill

    fileprivate var drawing: String {
      let size = self == .unknown ? 8 : 6
      let turn = self == .over ? -45 : 45
      let mark =
        switch self {
        case .wait, .over: "<rect class=\"\(rawValue)-line\" width=\"2.4\" height=\"6\"/>"
        case .unknown: "<circle class=\"unknown-line\" cx=\"4\" cy=\"4\" r=\"1.2\"/>"
        case .drill: "<rect class=\"drill-line\" width=\"6\" height=\"1.6\"/>"
        }
      return "width=\"\(size)\" height=\"\(size)\" patternUnits=\"userSpaceOnUse\" "
        + "patternTransform=\"rotate(\(self == .drill ? 0 : turn))\">"
        + "<rect class=\"\(rawValue)-back\" width=\"\(size)\" height=\"\(size)\"/>\(mark)"
    }
  }

  func name(of pattern: Pattern) -> String { "\(id)-\(pattern.rawValue)" }

  func svg(_ parts: [String]) -> String {
    let box = "viewBox=\"0 0 \(SVG.number(width)) \(SVG.number(height))\""
    let names = "role=\"img\" aria-labelledby=\"\(id)-title \(id)-text\""
    let patterns = Pattern.allCases.filter { pattern in
      parts.contains { $0.contains("url(#\(name(of: pattern)))") }
    }
    let kept = patterns.map { "<pattern id=\"\(name(of: $0))\" \($0.drawing)</pattern>" }
    let head = [
      "<svg class=\"\(kind)\" \(box) \(names) xmlns=\"http://www.w3.org/2000/svg\">",
      "<title id=\"\(id)-title\">\(HTMLText.escaped(title))</title>",
      "<desc id=\"\(id)-text\">\(HTMLText.escaped(description))</desc>",
    ]
    return (head + (kept.isEmpty ? [] : ["<defs>\(kept.joined())</defs>"]) + parts + ["</svg>"])
      .joined(separator: "\n")
  }
}
