internal import RunCore
internal import RunbookModel

extension Duration {
  /// `+0.02 s`, `-84 s`.
  var offsetText: String {
    let seconds = magnitude / .seconds(1)
    let sign = self < .zero && seconds >= 0.005 ? "-" : "+"
    if seconds < 10 { return sign + seconds.decimals(2) + " s" }
    return sign + (seconds < 1_000 ? "\(Int(seconds.rounded())) s" : magnitude.roundedText)
  }

  /// `0.84 ms`, `120 ms`, `2.1 s`.
  var shortText: String {
    let milliseconds = self / .milliseconds(1)
    if milliseconds < 10 { return milliseconds.decimals(1) + " ms" }
    return milliseconds < 1_000 ? "\(Int(milliseconds.rounded())) ms" : (milliseconds / 1_000).decimals(1) + " s"
  }
}

extension Double {
  /// With so many digits behind the point, at most 3.
  fileprivate func decimals(_ count: Int) -> String {
    let scale = [1, 10, 100, 1_000][count]
    let whole = Int((self * Double(scale)).rounded())
    let rest = String(whole % scale)
    return "\(whole / scale)." + String(repeating: "0", count: count - rest.count) + rest
  }
}
