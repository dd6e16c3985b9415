extension TimeBarDrawing {
  /// The clocks at the edges of the parts; a code without its words is explained by the key below.
  var clockNames: [String] {
    let marks = clockMarks
    let top = barTop + Self.barHeight + 15
    return marks.enumerated().map { place, mark in
      let name = bar.name(ofClock: mark.code)
      let room = ChartText.width(of: name, size: 12) + ChartText.width(of: mark.code, size: 10) + 8
      let next = place + 1 < marks.count ? marks[place + 1].x - 4 : scale.width
      if mark.x + room <= next { return SVG.text("quiet", x: mark.x, y: top, name, code: mark.code) }
      let isLast = place == marks.count - 1
      let before = place > 0 ? marks[place - 1].x + 20 : 0
      if isLast, mark.x - room > before {
        return SVG.text("quiet", x: mark.x, y: top, name, code: mark.code, anchor: .end)
      }
      let x = max(10, min(scale.width - 10, mark.x))
      return SVG.text("quiet", x: x, y: top, "", code: mark.code, anchor: .middle)
    }
  }

  /// Those that don't lie so close together that even their codes would touch.
  private var clockMarks: [(code: String, x: Double)] {
    var marks: [(code: String, x: Double)] = []
    func add(_ code: String, _ x: Double) {
      guard !code.isEmpty, x - 20 > marks.last?.x ?? -.infinity else { return }
      marks.append((code, x))
    }
    for stretch in bar.stretches.all where stretch.isShown {
      if let from = stretch.from { add(stretch.parts[0].clocks.from, scale.x(from)) }
      guard let last = stretch.parts.last, stretch.certainty != .open, stretch.certainty != .unreached else { continue }
      guard !scale.isBeyond(stretch.to), stretch == bar.stretches.all.last(where: \.isShown) else { continue }
      add(last.clocks.to, scale.x(stretch.to))
    }
    return marks
  }
}
