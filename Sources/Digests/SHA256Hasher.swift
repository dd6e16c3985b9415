internal import Crypto

/// Takes bytes piece by piece, so that a large file never stands in memory as a whole.
package struct SHA256Hasher: Sendable {
  private var state = SHA256()

  package init() {}

  package mutating func update(_ bytes: some Sequence<UInt8>) {
    let taken: Void? = bytes.withContiguousStorageIfAvailable {
      state.update(bufferPointer: UnsafeRawBufferPointer($0))
    }
    guard taken == nil else { return }
    state.update(data: Array(bytes))
  }

  /// The digest of everything so far; more may follow.
  package func finalize() -> SHA256Digest { SHA256Digest(bytes: Array(state.finalize())) }
}
