/// What 512 bytes before a file of a tar archive say of it.
struct TarHeader {
  enum Kind: Hashable {
    case file
    case folder
    /// GNU tar: what follows is the whole name of what comes next.
    case longName
    /// What no evidence holds: a link, a device, a pipe, or something that isn't known here.
    case other(Character)
  }

  static let size = 512

  var name: [UInt8]
  var kind: Kind
  var bytes: Int

  /// Nil where the bytes are no header, or were changed.
  init?(_ block: ArraySlice<UInt8>) {
    let block = Array(block)
    guard block.count == Self.size, block[257..<262].elementsEqual("ustar".utf8),
      let sum = Self.octal(block[148..<156]), sum == Self.sum(block), let bytes = Self.octal(block[124..<136])
    else { return nil }
    self.bytes = bytes
    name = Self.text(block[0..<100])
    // POSIX's own form has the beginning of a long name apart; GNU's has other things there.
    let prefix = Self.text(block[345..<500])
    if block[262] == 0, !prefix.isEmpty { name = prefix + [UInt8(ascii: "/")] + name }
    kind =
      switch block[156] {
      case 0, UInt8(ascii: "0"): .file
      case UInt8(ascii: "5"): .folder
      case UInt8(ascii: "L"): .longName
      default: .other(Character(Unicode.Scalar(block[156])))
      }
  }

  private static func text(_ field: ArraySlice<UInt8>) -> [UInt8] { Array(field.prefix { $0 != 0 }) }

  /// Digits to base 8; sizes of 8 GiB and more are written otherwise, and refused with what can't be read.
  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.drop { $0 == UInt8(ascii: " ") }.prefix { $0 != 0 && $0 != UInt8(ascii: " ") }
    guard !digits.isEmpty, digits.count < 21 else { return nil }
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit) else { return nil }
      value = value * 8 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }

  /// Of all bytes, with blanks in place of the sum itself.
  private static func sum(_ block: [UInt8]) -> Int {
    block.indices.reduce(0) { $0 + ((148..<156).contains($1) ? 32 : Int(block[$1])) }
  }
}
