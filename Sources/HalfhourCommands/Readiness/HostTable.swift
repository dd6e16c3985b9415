internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel
internal import StepExecutors

/// A row a host, and under it what only some readers want.
struct HostTable {
  private let width: Int
  private let columns: [Column]

  private struct Column {
    let heading: String
    let width: Int
  }

  init(judged: [JudgedHost], width: Int) {
    self.width = width
    func need(_ heading: String, most: Int, _ text: (JudgedHost) -> String) -> Int {
      min(most, judged.map { text($0).count }.reduce(heading.count, max))
    }
    let name = need("HOST", most: 16) { $0.name }
    let user = need("USER", most: 10) { $0.user }
    let system = need("SYSTEM", most: 40) { $0.system }
    // Where there is little room, times go below.
    let times = width < 100 ? [] : [("LOGIN", 6), ("TRIP", 6)]
    let numbers = [("CLOCK", 7), ("FREE", 8)] + times
    // What the others leave is for the address, which a person must recognise, and then for the system.
    let rest = width - name - 8 - user - numbers.reduce(0) { $0 + $1.1 } - 2 * (numbers.count + 4)
    let address = min(
      need("ADDRESS", most: 60) { $0.findings.host.destination ?? "" }, max(12, rest - min(system, 14)))
    columns =
      [
        Column(heading: "HOST", width: name), Column(heading: "READY", width: 8),
        Column(heading: "ADDRESS", width: address),
        Column(heading: "SYSTEM", width: min(system, max(8, rest - address))),
        Column(heading: "USER", width: user),
      ] + numbers.map { Column(heading: $0.0, width: $0.1) }
  }

  var heading: String { line(columns.map(\.heading)) }

  func row(_ host: JudgedHost) -> String {
    let start = [host.name, host.word, host.findings.host.destination ?? "–"]
    guard case .met(let facts) = host.findings.meeting else {
      let words = line(start, padsLast: true) + "  " + host.state
      return String(words.prefix(width))
    }
    return line(
      start + [
        host.system, host.user, facts.clockOffset.offsetText, facts.disk("/")?.free.dataText ?? "?",
        facts.connecting.shortText, facts.roundTrip.shortText,
      ])
  }

  /// Indented, and never wider than the table.
  func details(_ host: JudgedHost) -> [String] {
    var lines: [String] = []
    if let key = host.findings.key {
      lines.append("key \(key.fingerprint), \(key.voucher)")
    }
    if case .met(let facts) = host.findings.meeting {
      lines += WrappedText.lines(facts.detailText(withTimes: width < 100), width: width - 4, most: 4)
    }
    return lines.map { String(("    " + $0).prefix(width)) }
  }

  private func line(_ texts: [String], padsLast: Bool = false) -> String {
    let cells = zip(texts, columns).enumerated().map { number, cell in
      let (text, column) = cell
      let cut = text.count <= column.width ? text : "\(text.prefix(column.width - 1))…"
      let isLast = number == texts.count - 1 && !padsLast
      return isLast ? cut : cut + String(repeating: " ", count: column.width - cut.count)
    }
    return cells.joined(separator: "  ")
  }
}

extension JudgedHost {
  private var facts: HostFacts? {
    if case .met(let facts) = findings.meeting { facts } else { nil }
  }

  var system: String { facts.map { DisplayText.clean($0.system) } ?? "" }
  var user: String { facts.map { DisplayText.clean($0.user) } ?? "" }

  /// Why there is no more to show in its row.
  var state: String {
    switch findings.meeting {
    case .comesLater:
      "its address comes from \(findings.host.providers.map(\.description).joined(separator: ", "))"
    case .unreachable(_, let forGood): forGood ? "does not let us in" : "can't be reached"
    case .unconfirmed: "key not confirmed, nothing done there"
    case .live: "A LIVE HOST, nothing done there"
    case .met: ""
    }
  }
}

extension ShownKey {
  /// On whose word it is taken.
  var voucher: String {
    switch trust {
    case .site: "by the site's word"
    case .known: "by your known hosts"
    case .provided: "by a step's word"
    case .confirmed: "confirmed"
    case nil: "NOT CONFIRMED"
    }
  }
}

extension HostFacts {
  func detailText(withTimes: Bool) -> String {
    var parts = withTimes ? ["login \(connecting.shortText), round trip \(roundTrip.shortText)"] : []
    if let jobPlace { parts.append("jobs in \(jobPlace) by \(leader)") }
    parts += disks.filter { $0.path != "/" && ($0.path == "/var/tmp" || $0.path == jobPlace) }
      .map { "\($0.path) \($0.free.dataText) free" }
    let used = ["rsync", "tar"].filter { tools.contains($0) } + [checksumTool].compactMap { $0 }
    parts.append(used.isEmpty ? "no tools" : used.joined(separator: ", "))
    if let memory {
      parts.append(freeMemory.map { "memory \($0.dataText) of \(memory.dataText) free" } ?? memory.dataText)
    }
    for elevation in elevations where elevation.problem == nil {
      parts.append("becomes \(elevation.become.user) by \(elevation.become.with.rawValue)")
    }
    return parts.joined(separator: " · ")
  }
}
