/// The checksum of POSIX `cksum`: CRC-32 with the polynomial of Ethernet, high bit first, over the bytes and their number.
struct POSIXChecksum: Sendable {
  private var crc: UInt32 = 0
  private var count = 0

  mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    count += bytes.count
    Self.table.withUnsafeBufferPointer { table in
      for byte in bytes { crc = (crc << 8) ^ table[Int(UInt8(truncatingIfNeeded: crc >> 24) ^ byte)] }
    }
  }

  /// The sum and the number of bytes, as `cksum` prints them.
  var text: String {
    var crc = crc
    var rest = count
    while rest > 0 {
      crc = (crc << 8) ^ Self.table[Int(UInt8(truncatingIfNeeded: crc >> 24) ^ UInt8(truncatingIfNeeded: rest))]
      rest >>= 8
    }
    return "\(~crc) \(count)"
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte) << 24) { crc, _ in crc & 0x8000_0000 == 0 ? crc << 1 : (crc << 1) ^ 0x04c1_1db7 }
  }
}
