internal import RunCore
internal import RunbookModel
internal import Templates

/// One case of a JUnit report.
struct JUnitCase {
  enum Result {
    case passed
    /// It ran, and what it expects didn't hold.
    case failure(String)
    /// It could not tell.
    case error(String)
    /// It was not to run, or a person answers for it.
    case skipped(String)
  }

  var name: String
  var className: String
  var time: Duration?
  var result: Result
  var properties: [(name: String, value: String)] = []

  var xml: String {
    var text = "    <testcase name=\"\(Self.attribute(name))\" classname=\"\(Self.attribute(className))\""
    text += " time=\"\((time ?? .zero).secondsText)\""
    let inner = propertyLines + resultLine
    return text + (inner.isEmpty ? "/>\n" : ">\n\(inner)    </testcase>\n")
  }

  private var propertyLines: String {
    guard !properties.isEmpty else { return "" }
    let lines = properties.map {
      "        <property name=\"\(Self.attribute($0.name))\" value=\"\(Self.attribute($0.value))\"/>\n"
    }
    return "      <properties>\n\(lines.joined())      </properties>\n"
  }

  private var resultLine: String {
    switch result {
    case .passed: ""
    case .skipped(let why): "      <skipped message=\"\(Self.attribute(why))\"/>\n"
    case .failure(let why): Self.element("failure", why)
    case .error(let why): Self.element("error", why)
    }
  }

  private static func element(_ name: String, _ why: String) -> String {
    let text = HTMLText.escaped(CellText.fit(why, for: .junit, most: most))
    return "      <\(name) message=\"\(attribute(why))\" type=\"\(name)\">\(text)</\(name)>\n"
  }

  /// The most characters of a message; the JSON report has all.
  private static let most = 8_000

  /// In one line, as an attribute's line breaks are lost.
  static func attribute(_ text: String) -> String { HTMLText.escaped(CellText.line(text, most: 600)) }

  static func counts(_ cases: [JUnitCase]) -> String {
    var (failures, errors, skipped) = (0, 0, 0)
    for junit in cases {
      switch junit.result {
      case .passed: break
      case .failure: failures += 1
      case .error: errors += 1
      case .skipped: skipped += 1
      }
    }
    let time = cases.reduce(Duration.zero) { $0 + ($1.time ?? .zero) }
    return " tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\""
      + " time=\"\(time.secondsText)\""
  }
}

extension JUnitCase {
  /// A check; `seen` is what the drill showed of it without data.
  init(_ check: StepSummary, seen: SeenCheck?, isOver: Bool) {
    name = check.title == check.id.step.text ? check.title : "\(check.title) (\(check.id.step))"
    className = "\(check.id.runbook).\(check.phase.rawValue)"
    time = check.duration
    result = Self.result(of: check, isOver: isOver)
    properties = [("step", check.id.description), ("status", check.status.rawValue)]
    if let seen {
      properties.append(("seen-red", seen.result.rawValue))
      if let message = seen.message, seen.result != .red { properties.append(("seen-red-message", message)) }
    }
  }

  private static func result(of check: StepSummary, isOver: Bool) -> Result {
    let message = check.message ?? check.exit.map { "exit status \($0)" } ?? check.status.rawValue
    switch check.status {
    case .passed: return .passed
    case .failed:
      if check.foundTrouble { return .skipped("triage found this down, which is no failure of the run: \(message)") }
      return check.attempts.last?.result == .failed && ![126, 127].contains(check.exit)
        ? .failure(message) : .error(message)
    case .cancelled: return .error("ended before it could tell: \(message)")
    case .notReached: return .error("the run ended before the check's turn came")
    case .skipped: return .skipped("left out during the run: \(message)")
    case .byHand: return .skipped("a person answers for it: \(message)")
    case .alreadyDone: return .skipped("said to be done already: \(message)")
    case .excluded: return .skipped(message)
    case .waiting, .running, .retrying, .asking: return .skipped("not over yet")
    }
  }
}
