internal import RunCore
internal import RunbookModel

/// The shape of a run in a small chart: round for a drill, a diamond for an incident; hollow with a cross where missed.
struct TrendMark {
  var mode: RunMode
  var judgement: ServiceSummary.Judgement
  /// Whether its time isn't known.
  var isUnknown = false
  /// Whether it lies above the picture.
  var isAbove = false
  /// Half of its width.
  var size = 4.5

  init(mode: RunMode, judgement: ServiceSummary.Judgement) {
    self.mode = mode
    self.judgement = judgement
  }

  init(_ point: TrendPoint, isAbove: Bool, size: Double) {
    mode = point.mode
    judgement = point.judgement
    isUnknown = point.time == nil
    self.isAbove = isAbove
    self.size = size
  }

  var kind: String {
    if isUnknown { return "mark unknown" }
    switch judgement {
    case .met: return "mark met"
    case .missed: return "mark missed"
    case .unknown, .none: return "mark unknown"
    }
  }

  func drawing(x: Double, y: Double) -> String {
    let outline = mode == .drill ? circle(x, y) : diamond(x, y)
    let cross = judgement == .missed && !isUnknown ? self.cross(x, y) : ""
    return outline + cross + (isAbove ? arrow(x, y - size - 3) : "")
  }

  private func circle(_ x: Double, _ y: Double) -> String {
    let (r, d) = (SVG.number(size), SVG.number(size * 2))
    return "M\(SVG.number(x - size)) \(SVG.number(y))a\(r) \(r) 0 1 0 \(d) 0a\(r) \(r) 0 1 0 -\(d) 0z"
  }

  private func diamond(_ x: Double, _ y: Double) -> String {
    let half = SVG.number(size * 1.3)
    return "M\(SVG.number(x)) \(SVG.number(y - size * 1.3))l\(half) \(half)l-\(half) \(half)l-\(half) -\(half)z"
  }

  private func cross(_ x: Double, _ y: Double) -> String {
    let half = size * 0.55
    let (near, far) = (SVG.number(-half * 2), SVG.number(half * 2))
    return "M\(SVG.number(x - half)) \(SVG.number(y - half))l\(far) \(far)m\(near) 0l\(far) \(near)"
  }

  private func arrow(_ x: Double, _ y: Double) -> String {
    "M\(SVG.number(x - 3)) \(SVG.number(y))l3 -5l3 5z"
  }
}
