internal import RunCore
internal import RunbookModel

/// What `--check` has just found, step by step.
struct PrecheckLines {
  let record: PrecheckRecord
  let width: Int
  let look: ReadinessLook

  var lines: [String] {
    let failed = record.steps.count { !$0.isWell } + record.subjects.count(where: \.stops)
    let all = record.steps.count + record.subjects.count
    let outcome = failed == 0 ? "all \(all) hold" : "\(failed) of \(all) FAILED"
    let heading = all == 0 ? "nothing to look at: it has no triage, precheck, secret, tool or host" : outcome
    var lines = ["", look.styled("Prechecks of \(record.runbook): \(heading)", .strong)]
    for step in record.steps {
      lines += item(step.isWell, step.title + (step.host.map { " on \($0)" } ?? ""), step.isWell ? nil : step.words)
    }
    for subject in record.subjects {
      lines += item(!subject.stops, "\(subject.kind.rawValue) \(subject.name)", subject.problem)
    }
    if let backup = record.backup {
      let size = backup.bytes.map { ", \($0.dataText)" } ?? ""
      let time = "\(backup.point.day) \(backup.point.text(fractionDigits: 0).dropFirst(11))"
      lines += wrapped("        newest backup \(backup.age.ageText) old: \(time)\(size)")
    }
    return lines
  }

  private func item(_ isWell: Bool, _ title: String, _ problem: String?) -> [String] {
    let words = title + (problem.map { ": \($0)" } ?? "")
    let lines = WrappedText.lines(words, width: width - 10, most: 12)
    return lines.enumerated().map { number, line in
      let start = number > 0 ? "          " : isWell ? "  ok      " : "  FAILED  "
      return isWell ? start + line : look.styled(start + line, .bad)
    }
  }

  private func wrapped(_ text: String) -> [String] {
    WrappedText.lines(text, width: width - 10, most: 3).map { "          " + $0.drop { $0 == " " } }
  }
}
