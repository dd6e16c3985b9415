/// A part of the picture that can do with fewer lines when there is little room.
struct ScreenSection {
  var heading: ScreenLine?
  var lines: [ScreenLine]
  /// What is left when room is short; the other lines follow once everybody has this much.
  var least: Int
  /// The lower, the later it gives way.
  var rank: Int
  /// Whether it takes whatever room is left over.
  var fills = false
  /// Whether an empty line stands before it where there is room.
  var isSpaced: Bool
  /// Says what isn't shown, in place of the last line; nil where the rest may be dropped silently.
  var more: (@Sendable (Int) -> ScreenLine)?

  init(
    heading: ScreenLine? = nil, lines: [ScreenLine], least: Int = 1, rank: Int, fills: Bool = false,
    isSpaced: Bool? = nil, more: (@Sendable (Int) -> ScreenLine)? = nil
  ) {
    self.heading = heading
    self.lines = lines
    self.least = least
    self.rank = rank
    self.fills = fills
    self.isSpaced = isSpaced ?? (heading != nil)
    self.more = more
  }

  fileprivate func shown(_ count: Int) -> [ScreenLine] {
    guard count < lines.count, let more, count > 0 else { return Array(lines.prefix(count)) }
    return lines.prefix(count - 1) + [more(lines.count - count + 1)]
  }
}

/// Shares the rows of a screen among sections: the least of each by rank, then headings, the rest, and space between.
struct ScreenLayout {
  private let sections: [ScreenSection]
  private var granted: [Int]
  private var headed: [Bool]
  private var spaced: [Bool]
  private var rest: Int

  static func lines(of sections: some Sequence<ScreenSection>, height: Int) -> [ScreenLine] {
    ScreenLayout(sections.filter { !$0.lines.isEmpty }, height: height).lines
  }

  private init(_ sections: [ScreenSection], height: Int) {
    self.sections = sections
    granted = sections.map { _ in 0 }
    headed = sections.map { _ in false }
    spaced = headed
    rest = max(0, height)
    let byRank = sections.indices.sorted { sections[$0].rank < sections[$1].rank }
    for index in byRank { grant(index, upTo: sections[index].least) }
    for index in byRank where sections[index].heading != nil && granted[index] > 0 && rest > 0 {
      headed[index] = true
      rest -= 1
    }
    for index in byRank where !sections[index].fills { grant(index, upTo: sections[index].lines.count) }
    for index in sections.indices.dropFirst() where granted[index] > 0 && sections[index].isSpaced && rest > 0 {
      spaced[index] = true
      rest -= 1
    }
    for index in byRank {
      if granted[index] == 0 { openLate(index) }
      grant(index, upTo: sections[index].lines.count)
    }
  }

  /// A section that got nothing so far needs room for its heading and a line, and takes space if there is more.
  private mutating func openLate(_ index: Int) {
    guard sections[index].heading != nil, rest >= 2 else { return }
    headed[index] = true
    rest -= 1
    guard rest >= 3, index > 0 else { return }
    spaced[index] = true
    rest -= 1
  }

  private mutating func grant(_ index: Int, upTo wanted: Int) {
    let count = min(rest, min(wanted, sections[index].lines.count) - granted[index])
    guard count > 0 else { return }
    granted[index] += count
    rest -= count
  }

  private var lines: [ScreenLine] {
    sections.indices.flatMap { index in
      (spaced[index] ? [ScreenLine()] : []) + (headed[index] ? [sections[index].heading].compactMap { $0 } : [])
        + sections[index].shown(granted[index])
    }
  }
}
