/// Reads sizes as authors write them.
enum ByteCount {
  private static let units = [
    "B": 1, "kB": 1_000, "KB": 1_000, "KiB": 1_024, "MB": 1_000_000, "MiB": 1_048_576, "GB": 1_000_000_000,
    "GiB": 1_073_741_824,
  ]

  /// `10MB`, `64KiB`, `1 GB`: a whole number and a unit, from 1 byte to 1,000 GB.
  static func bytes(of text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    var unit = text.dropFirst(digits.count)
    if unit.first == " " { unit = unit.dropFirst() }
    guard (1...12).contains(digits.count), let number = Int(digits), let factor = units[String(unit)] else {
      return nil
    }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: factor)
    return !overflow && (1...1_000_000_000_000).contains(bytes) ? bytes : nil
  }
}
