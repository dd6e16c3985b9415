internal import Synchronization

/// A checksum that grows on one thread and is read on another, once the first is done.
final class SharedSum: Sendable {
  private let sum: Mutex<ContentSum>

  init(_ sum: ContentSum) { self.sum = Mutex(sum) }

  func update(_ bytes: UnsafeBufferPointer<UInt8>) { sum.withLock { $0.update(bytes) } }

  var text: String { sum.withLock { $0.text } }
}
