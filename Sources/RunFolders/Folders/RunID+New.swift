package import RunCore

extension RunID {
  /// A name that sorts by time and that a person can tell from others: `20261121-045507.417-shop-7f3a`.
  ///
  /// The time is UTC: by the clock on the wall, a run begun after the end of summer time would sort before its elders.
  package init(at time: WallTime, runbook: String, chance: UInt16) {
    let civil = WallTime(nanoseconds: time.nanoseconds).civil
    func digits(_ number: Int, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let date = digits(civil.year, 4) + digits(civil.month, 2) + digits(civil.day, 2)
    let clock = digits(civil.hour, 2) + digits(civil.minute, 2) + digits(civil.second, 2)
    let milliseconds = digits(civil.nanosecond / 1_000_000, 3)
    let word = String(chance, radix: 16)
    let suffix = String(repeating: "0", count: 4 - word.count) + word
    self.init("\(date)-\(clock).\(milliseconds)-\(runbook.prefix(40))-\(suffix)")
  }

  /// Whether it has that shape, so that a path may be made of it; what somebody else calls a run may be anything.
  package var isWellFormed: Bool {
    let parts = Array(text.utf8)
    guard (26...65).contains(parts.count), Self.fits(parts[..<19], "00000000-000000.000") else { return false }
    guard Self.fits(parts[19..<20], "-"), Self.fits(parts.suffix(5), "-ffff") else { return false }
    return parts[20..<parts.count - 5].allSatisfy { byte in
      let scalar = Unicode.Scalar(byte)
      return scalar.properties.isAlphabetic && scalar.isASCII || ("0"..."9").contains(scalar)
        || "-_".unicodeScalars.contains(scalar)
    }
  }

  /// In a shape, `0` stands for any digit, `f` for any of base 16, and anything else for itself.
  private static func fits(_ bytes: ArraySlice<UInt8>, _ shape: String) -> Bool {
    bytes.count == shape.utf8.count
      && zip(bytes, shape.utf8).allSatisfy { byte, sign in
        let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        switch sign {
        case UInt8(ascii: "0"): return isDigit
        case UInt8(ascii: "f"): return isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        default: return byte == sign
        }
      }
  }
}
