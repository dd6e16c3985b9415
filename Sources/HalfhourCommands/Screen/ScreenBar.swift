/// A bar that fills as time passes.
enum ScreenBar {
  static func text(_ part: Double, width: Int) -> String {
    let part = part.isFinite ? min(1, max(0, part)) : 1
    let full = Int((part * Double(width)).rounded(.down))
    return String(repeating: "█", count: max(0, full)) + String(repeating: "░", count: max(0, width - full))
  }
}
