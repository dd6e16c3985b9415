import Foundation
import RunbookModel

@testable import Expressions

/// Paths, bounds and statuses are read or refused at a place; matchers answer any output, in a text that can be read.
enum MatchersTarget: FuzzTarget {
  static func run(_ bytes: [UInt8]) {
    var input = FuzzInput(bytes)
    let pathText = input.text()
    let (path, pathFaults) = JSONPath.parse(SourceText(fuzzed: pathText))
    demand((path == nil) == (pathFaults.count == 1), "a path, or why there is none")
    FilePlaces(text: pathText).check(pathFaults, contents: pathText)
    let boundText = input.text()
    let (bound, boundFaults) = CountBound.parse(SourceText(fuzzed: boundText))
    demand((bound == nil) == (boundFaults.count == 1), "a bound, or why there is none")
    let (status, statusFaults) = StatusPattern.parse(SourceText(fuzzed: boundText))
    demand((status == nil) == (statusFaults.count == 1), "a status, or why there is none")
    let expected = input.text()
    let output = input.text()
    check(output)
    let table = RowTable(columns: ["a"], rows: [["1"], [nil], [output]])
    for isCut in [false, true] {
      let observation = Observation(output: output, outputIsCut: isCut, status: output.utf8.count, table: table)
      check(expected, observation)
      if let path { show(Matchers.json(path, equals: expected, observation)) }
      if let bound {
        show(Matchers.lines(bound, observation))
        show(Matchers.rows(bound, observation))
        if let path { show(Matchers.json(path, bound: bound, observation)) }
      }
      if let status { show(Matchers.status([status], observation)) }
    }
  }

  private static func check(_ expected: String, _ observation: Observation) {
    let (wanted, output) = (Array(expected.utf8), Array(observation.output.utf8))
    let contains = show(Matchers.contains(expected, observation))
    let isThere = wanted.isEmpty || output.indices.contains { output[$0...].starts(with: wanted) }
    demand(contains == isThere, "\(expected.debugDescription) is found or not, as a slow search finds it")
    func line(_ bytes: [UInt8]) -> ArraySlice<UInt8> { bytes.last == 10 ? bytes.dropLast() : bytes[...] }
    let equals = show(Matchers.equals(expected, observation))
    demand(equals == (!observation.outputIsCut && line(wanted) == line(output)), "equal, byte by byte")
  }

  /// Whatever our reader takes for JSON, Foundation's takes, too.
  private static func check(_ output: String) {
    var reader = JSONReader(output)
    do throws(JSONReader.Problem) {
      _ = try reader.document()
      do {
        _ = try JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed)
      } catch {
        // Foundation refuses numbers that no Double holds, and halves of surrogate pairs.
        let isExcused = output.contains { "eE".contains($0) } || output.contains("\\u") || output.utf8.count > 15
        demand(isExcused, "JSON is JSON for others, too: \(output.debugDescription) \(error)")
      }
    } catch {
      demand(error.offset <= output.utf8.count, "a fault stands in the document")
    }
  }

  /// Whether the matcher holds; if not, its words fit a screen.
  @discardableResult
  private static func show(_ mismatch: Mismatch?) -> Bool {
    guard let mismatch else { return true }
    demand(mismatch.observed.unicodeScalars.count < 24 * 700, "a mismatch can be read: \(mismatch.observed.count)")
    let controls = mismatch.observed.unicodeScalars.filter {
      $0.properties.generalCategory == .control && $0 != "\n"
    }
    demand(controls.isEmpty, "a mismatch sends no control characters: \(mismatch.observed.debugDescription)")
    return false
  }
}
