internal import RunCore
internal import RunbookModel
internal import Templates

/// The checks of a run as JUnit's XML, which build servers read: a suite for each runbook, a case for each check.
///
/// A last suite holds what the run itself was to reach, so that a run which failed elsewhere than at a check is not green.
struct JUnitReport {
  let summary: RunSummary

  var bytes: [UInt8] { Array(text.utf8) }

  private var text: String {
    let suites = suites
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites name=\"\(JUnitCase.attribute(summary.title))\"\(JUnitCase.counts(suites.flatMap(\.cases)))>\n"
    for suite in suites { text += written(suite) }
    return text + "</testsuites>\n"
  }

  private struct Suite {
    var name: String
    var cases: [JUnitCase]
  }

  private var suites: [Suite] {
    let seen = Dictionary((summary.proof?.checks ?? []).map { ($0.check, $0) }, uniquingKeysWith: { first, _ in first })
    let checks = summary.steps.filter { $0.isCheck && $0.proof == nil }
    var names: [RunbookName] = []
    for check in checks where names.last != check.id.runbook && !names.contains(check.id.runbook) {
      names.append(check.id.runbook)
    }
    let byRunbook = Dictionary(grouping: checks, by: \.id.runbook)
    let ofRunbooks = names.map { name in
      Suite(
        name: name.text,
        cases: (byRunbook[name] ?? []).map { JUnitCase($0, seen: seen[$0.id], isOver: summary.verdict != nil) })
    }
    return ofRunbooks + [Suite(name: "the run", cases: JUnitTargets(summary: summary).cases)]
  }

  private func written(_ suite: Suite) -> String {
    let name = JUnitCase.attribute(suite.name)
    let start = summary.clocks.started.map { " timestamp=\"\($0.wall.text(fractionDigits: 0))\"" } ?? ""
    var text = "  <testsuite name=\"\(name)\"\(JUnitCase.counts(suite.cases))\(start)>\n    <properties>\n"
    for (name, value) in properties {
      text += "      <property name=\"\(name)\" value=\"\(JUnitCase.attribute(value))\"/>\n"
    }
    text += "    </properties>\n"
    for junit in suite.cases { text += junit.xml }
    return text + "  </testsuite>\n"
  }

  private var properties: [(String, String)] {
    [
      ("run", summary.run?.text), ("site", summary.site), ("mode", summary.mode.rawValue),
      ("verdict", summary.verdict?.rawValue ?? "not over"), ("plan", summary.planHash),
    ].compactMap { name, value in value.map { (name, $0) } }
  }
}
