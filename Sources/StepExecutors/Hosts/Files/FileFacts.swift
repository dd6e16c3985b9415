/// What is known of one end of a copy before bytes flow.
struct FileFacts: Hashable, Sendable {
  enum Kind: String, Sendable { case file, folder, link, other, none }

  var kind = Kind.none
  /// Permission bits; nil where nobody asked.
  var mode: UInt32?
  var size = 0
  /// When it was changed, in seconds since 1970; nil where the host can't tell.
  var seconds: Int?

  init() {}

  /// The line `facts KIND PERMISSIONS SIZE SECONDS`.
  init?(_ fields: [String]) {
    guard fields.count == 4, let kind = Kind(rawValue: fields[0]), let size = Int(fields[2]) else { return nil }
    self.kind = kind
    mode = Self.mode(fields[1])
    self.size = size
    // From tar's header it comes in octal.
    seconds = Int(fields[3], radix: fields[3].hasPrefix("0") ? 8 : 10)
  }

  /// Permission bits from the form in which `ls` shows them, such as `-rwsr-xr-t`.
  static func mode(_ text: String) -> UInt32? {
    let signs = Array(text.utf8.dropFirst().prefix(9))
    guard signs.count == 9 else { return nil }
    var mode: UInt32 = 0
    for (index, sign) in signs.enumerated() {
      let bit = UInt32(0o400) >> UInt32(index)
      let special = UInt32(0o4000) >> UInt32(index / 3)
      switch sign {
      case UInt8(ascii: "-"): break
      case UInt8(ascii: "s"), UInt8(ascii: "t"): mode |= bit | special
      case UInt8(ascii: "S"), UInt8(ascii: "T"): mode |= special
      default: mode |= bit
      }
    }
    return mode
  }

  /// The same bytes are still there, as far as size and time can tell.
  func isUnchanged(from earlier: FileFacts) -> Bool {
    kind == earlier.kind && size == earlier.size && seconds == earlier.seconds
  }
}
