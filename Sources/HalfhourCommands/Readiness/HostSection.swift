internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel
internal import StepExecutors

/// The hosts side by side: which is ready, which is not, and what to do about it.
struct HostSection {
  let judged: [JudgedHost]

  init(findings: [HostFindings]) { judged = findings.map(JudgedHost.init) }

  var isReady: Bool { judged.allSatisfy(\.isReady) }

  var verdict: String {
    if judged.isEmpty { return "it uses none, only this machine" }
    let bad = judged.filter { !$0.isReady }.map(\.name)
    if bad.isEmpty { return judged.count == 1 ? "ready" : "all \(judged.count) ready" }
    return "\(bad.count) of \(judged.count) NOT READY: \(bad.joined(separator: ", "))"
  }

  func lines(width: Int, look: ReadinessLook) -> [String] {
    guard !judged.isEmpty else { return [] }
    let table = HostTable(judged: judged, width: width)
    var lines = [look.styled(table.heading, .faint)]
    for host in judged {
      lines.append(look.styled(table.row(host), host.style))
      lines += table.details(host).map { look.styled($0, .faint) }
    }
    return lines + troubles("Not ready:", .bad, { $0.stops }, width, look)
      + troubles("Ready, but look at:", .attention, { !$0.stops }, width, look)
  }

  private func troubles(
    _ heading: String, _ style: ScreenStyle, _ isMeant: (HostTrouble) -> Bool, _ width: Int, _ look: ReadinessLook
  ) -> [String] {
    let meant = judged.flatMap { host in host.problems.filter(isMeant).map { (host.name, $0.words) } }
    guard !meant.isEmpty else { return [] }
    return ["", look.styled(heading, style)]
      + meant.flatMap { name, words in
        WrappedText.lines("\(name): \(words)", width: width - 4, most: 20).enumerated().map { number, line in
          (number == 0 ? "  " : "    ") + line
        }
      }
  }
}

extension JudgedHost {
  var style: ScreenStyle {
    switch findings.meeting {
    case .comesLater: .faint
    case .met where isReady: problems.isEmpty ? .plain : .attention
    case .met, .unreachable, .unconfirmed, .live: .bad
    }
  }
}
