internal import Digests

/// What makes checksums on a host; all but the last make SHA-256.
enum ChecksumTool: String, CaseIterable, Sendable {
  case sha256sum
  case sha256 = "sha256 -r"
  case shasum = "shasum -a 256"
  case openssl = "openssl dgst -sha256 -r"
  /// POSIX's own: a CRC of 32 bits, and the length.
  case cksum

  /// For a person.
  var name: String {
    switch self {
    case .sha256sum, .sha256: String(rawValue.prefix { $0 != " " })
    case .shasum: "shasum -a 256"
    case .openssl: "openssl dgst -sha256"
    case .cksum: "cksum (a CRC of 32 bits: the host has no better tool)"
    }
  }

  /// The checksum alone, from a line as the tool writes it for standard input or for a file.
  func sum(in line: some StringProtocol) -> String? {
    let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
    switch self {
    case .cksum:
      guard words.count >= 2, Int(words[0]) != nil, Int(words[1]) != nil else { return nil }
      return "\(words[0]) \(words[1])"
    default:
      guard let first = words.first, first.utf8.count == 64 else { return nil }
      return String(first)
    }
  }

  /// A checksum of the same kind, made here.
  var fresh: ContentSum { self == .cksum ? .crc(POSIXChecksum()) : .sha256(.init()) }
}
