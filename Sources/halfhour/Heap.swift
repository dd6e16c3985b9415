internal import CMalloc
internal import Glibc

/// The memory of a program that mostly lives for a moment: page by page, getting it took a seventh of a long check.
enum Heap {
  /// How much the heap grows at a time; what isn't used of it costs nothing.
  private static let growth = 32 << 20
  private static let hugePage: UInt = 2 << 20

  /// To be called before anything else; where the kernel has no huge pages, they stay small and all goes on.
  static func prepare() {
    // One heap for all threads, as any other grows by a system call for every few pages.
    _ = mallopt(M_ARENA_MAX, 1)
    _ = mallopt(M_TOP_PAD, Int32(growth))
    _ = mallopt(M_TRIM_THRESHOLD, Int32(2 * growth))
    _ = mallopt(M_MMAP_THRESHOLD, Int32(growth))
    useHugePages()
  }

  /// Makes the heap grow for the first time, and asks for huge pages there.
  private static func useHugePages() {
    guard let block = malloc(1 << 20), let top = sbrk(0) else { return }
    free(block)
    let start = (UInt(bitPattern: block) + hugePage - 1) / hugePage * hugePage
    guard let address = UnsafeMutableRawPointer(bitPattern: start), address < top else { return }
    _ = madvise(address, address.distance(to: top), MADV_HUGEPAGE)
  }
}
