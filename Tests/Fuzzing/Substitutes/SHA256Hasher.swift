/// A quick sum in place of SHA-256, so that fuzzing needs no cryptography built; nothing that is fuzzed trusts it.
package struct SHA256Hasher: Sendable {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  package init() {}

  package mutating func update(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  package func finalize() -> SHA256Digest {
    SHA256Digest(bytes: (0..<32).map { UInt8(truncatingIfNeeded: state >> UInt64($0 % 8 * 8)) })
  }
}
