import Foundation

/// A reader of foreign bytes that libFuzzer feeds; it ends in a trap where one of its promises doesn't hold.
protocol FuzzTarget: SendableMetatype {
  static func run(_ bytes: [UInt8])
}

private let targets: [String: any FuzzTarget.Type] = [
  "yaml": YAMLTarget.self,
  "runbook": RunbookTarget.self,
  "condition": ConditionTarget.self,
  "interpolation": InterpolationTarget.self,
  "pattern": PatternTarget.self,
  "matchers": MatchersTarget.self,
  "template": TemplateTarget.self,
  "journal": JournalTarget.self,
  "terminal": TerminalTarget.self,
  "redactor": RedactorTarget.self,
  "answer": AnswerTarget.self,
  "rows": RowsTarget.self,
]

/// One program holds all targets, because building is most of what a short run costs.
private let target: any FuzzTarget.Type = {
  let name = ProcessInfo.processInfo.environment["HALFHOUR_FUZZ"] ?? ""
  guard let target = targets[name] else {
    fail("HALFHOUR_FUZZ names one of \(targets.keys.sorted().joined(separator: ", "))")
  }
  return target
}()

@_cdecl("LLVMFuzzerTestOneInput")
func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Says what was promised and ends the process, which libFuzzer takes as a finding.
func demand(_ holds: Bool, _ promise: @autoclosure () -> String) {
  if !holds { fail("BROKEN PROMISE: \(promise())") }
}

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  abort()
}
