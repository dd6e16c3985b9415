internal import Foundation

/// One way only to write a value as JSON: keys sorted, two spaces, slashes as they are.
enum CanonicalJSON {
  static func bytes(of value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return Array(try encoder.encode(value))
    } catch {
      preconditionFailure("a value that is made of texts and numbers alone can always be written: \(error)")
    }
  }
}
