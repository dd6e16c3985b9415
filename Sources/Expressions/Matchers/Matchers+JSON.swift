extension Matchers {
  /// Compares one value: numbers exactly, texts byte by byte, `true`, `false` and `null` as words; a list or an object
  /// equals nothing.
  package static func json(_ path: JSONPath, equals expected: String, _ observation: Observation) -> Mismatch? {
    let shown = "\(path.text) equal to \(Excerpt.quoted(expected))"
    return json(path, expected: shown, observation) { value in
      switch value {
      case .null: expected == "null"
      case .bool(let truth): expected == (truth ? "true" : "false")
      case .string(let text): text.utf8.elementsEqual(expected.utf8)
      case .number(let text):
        if let left = DecimalNumber(text), let right = DecimalNumber(expected) {
          left == right
        } else {
          text == expected
        }
      case .array, .object: false
      }
    }
  }

  /// Judges a whole number, or how many values a list has.
  package static func json(_ path: JSONPath, bound: CountBound, _ observation: Observation) -> Mismatch? {
    json(path, expected: "\(path.text): \(bound)", observation) { value in
      switch value {
      case .number(let text): Int(text).map(bound.holds) ?? false
      case .array(let values): bound.holds(for: values.count)
      case .null, .bool, .string, .object: false
      }
    }
  }

  private static func json(
    _ path: JSONPath, expected: String, _ observation: Observation, holds: (JSONValue) -> Bool
  ) -> Mismatch? {
    func mismatch(_ observed: String) -> Mismatch { Mismatch(matcher: "json", expected: expected, observed: observed) }
    guard !observation.outputIsCut else { return mismatch("more output than could be kept") }
    let document = observation.document
    var reader = JSONReader(document)
    do throws(JSONReader.Problem) {
      let (value, reached, last) = path.value(in: try reader.document())
      guard let value else { return mismatch("nothing there: \(reached) is \(last.shown)") }
      return holds(value) ? nil : mismatch(value.shown)
    } catch {
      let rest = String(decoding: Array(document.utf8.dropFirst(error.offset).prefix(40)), as: UTF8.self)
      return mismatch("\(error.message) (byte \(error.offset + 1)): \(Excerpt.quoted(rest))")
    }
  }
}
