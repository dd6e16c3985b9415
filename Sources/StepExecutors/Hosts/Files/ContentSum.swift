internal import Digests

/// A checksum that grows with the bytes, of the kind that the far end can make.
enum ContentSum: Sendable {
  case sha256(SHA256Hasher)
  case crc(POSIXChecksum)

  mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    switch self {
    case .sha256(var hasher):
      self = .crc(POSIXChecksum())
      hasher.update(bytes)
      self = .sha256(hasher)
    case .crc(var sum):
      sum.update(bytes)
      self = .crc(sum)
    }
  }

  /// As the tools write it.
  var text: String {
    switch self {
    case .sha256(let hasher): "\(hasher.finalize())"
    case .crc(let sum): sum.text
    }
  }
}
