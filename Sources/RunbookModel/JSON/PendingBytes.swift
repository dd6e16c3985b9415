/// Bytes that wait to be handed on in pieces; a plain buffer, as an array asks for more at every byte than that costs.
struct PendingBytes: ~Copyable {
  private let piece: UnsafeMutableBufferPointer<UInt8>
  private var count = 0
  private let take: (UnsafeBufferPointer<UInt8>) -> Void

  init(size: Int = 1 << 16, _ take: @escaping (UnsafeBufferPointer<UInt8>) -> Void) {
    piece = .allocate(capacity: size)
    self.take = take
  }

  deinit { piece.deallocate() }

  mutating func handOn() {
    take(UnsafeBufferPointer(rebasing: piece[..<count]))
    count = 0
  }

  mutating func append(_ byte: UInt8) {
    if count == piece.count { handOn() }
    piece[count] = byte
    count += 1
  }

  mutating func append(_ byte: UInt8, times: Int) {
    for _ in 0..<times { append(byte) }
  }

  mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// What doesn't fit into a whole piece is handed on from where it stands.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.count > piece.count - count { handOn() }
    guard bytes.count <= piece.count else { return take(bytes) }
    _ = UnsafeMutableBufferPointer(rebasing: piece[count...]).update(fromContentsOf: bytes)
    count += bytes.count
  }

  mutating func append(digitsOf number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var digits: InlineArray<20, UInt8> = .init(repeating: 0)
    var first = 20
    repeat {
      first -= 1
      digits[first] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    } while rest > 0
    for index in first..<20 { append(digits[index]) }
  }
}
