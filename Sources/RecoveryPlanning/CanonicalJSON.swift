internal import Foundation

/// One way only to write a value as JSON: keys sorted, nothing between them, slashes as they are.
enum CanonicalJSON {
  static func bytes(of value: some Encodable, isPretty: Bool = false) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return try encoder.encode(value)
    } catch {
      preconditionFailure("a value that is made of texts and numbers alone can always be written: \(error)")
    }
  }
}
