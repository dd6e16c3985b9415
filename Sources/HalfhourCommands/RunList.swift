internal import HistoryIndex
internal import RunCore
internal import RunbookModel

/// The runs as a table for people.
struct RunList {
  let rows: [RunRow]
  let width: Int

  var text: String {
    guard !rows.isEmpty else { return "No run yet. Begin with: halfhour drill runbooks/hello/hello.yaml\n" }
    let lines = rows.map { row in
      [
        row.id.text, row.mode.rawValue, row.verdict?.words ?? "not over", took(row),
        row.services.map(words).joined(separator: ", "),
      ]
    }
    let all = [["RUN", "MODE", "VERDICT", "TOOK", "SERVICES"]] + lines
    let widths = (0..<5).map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { cells in
      let padded = cells.indices.map { $0 == 4 ? cells[$0] : cells[$0].padded(to: widths[$0]) }
      return DisplayText.clean(padded.joined(separator: "  ")) + "\n"
    }.joined()
  }

  private func took(_ row: RunRow) -> String {
    row.verdict == nil ? "" : row.duration?.roundedText ?? ""
  }

  private func words(_ service: ServiceRow) -> String {
    let target = service.rto.map { " of \($0.roundedText)" } ?? ""
    let missed = service.rtoJudgement == .missed ? " MISSED" : ""
    guard service.isVerified else {
      return service.counted.map { "\(service.id) accepted, not verified, \($0.roundedText)\(target)\(missed)" }
        ?? "\(service.id) not verified\(target)"
    }
    // Without a time: nobody said when the disruption was, or nobody has accepted it yet.
    return "\(service.id) \(service.counted?.roundedText ?? "verified, time unknown")\(target)\(missed)"
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
