import Glibc
import Testing

@testable import Probes

struct LoopbackPeerTests {
  @Test func `a connection belongs to its user only by both of its ports`() throws {
    let here = try LoopbackSocket(listens: true)
    let other = try LoopbackSocket(listens: true)
    let caller = try LoopbackSocket(listens: false)
    try caller.connect(to: here.port)
    #expect(LoopbackPeer.user(ofPort: caller.port, to: here.port) == geteuid())
    #expect(LoopbackPeer.user(ofPort: caller.port, to: other.port) == nil)
  }
}

/// A socket at a free port of the loopback.
private struct LoopbackSocket: ~Copyable {
  struct Fault: Error {
    let code: Int32
  }

  private let descriptor: Int32
  let port: Int

  init(listens: Bool) throws(Fault) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var place = Self.place(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let problem = withUnsafeMutablePointer(to: &place) { place in
      place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) | getsockname(descriptor, $0, &size)
      }
    }
    self.descriptor = descriptor
    port = Int(UInt16(bigEndian: place.sin_port))
    guard problem == 0, !listens || listen(descriptor, 4) == 0 else { throw Fault(code: errno) }
  }

  deinit { close(descriptor) }

  func connect(to port: Int) throws(Fault) {
    var place = Self.place(port)
    let problem = withUnsafePointer(to: &place) { place in
      place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard problem == 0 else { throw Fault(code: errno) }
  }

  private static func place(_ port: Int) -> sockaddr_in {
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = UInt16(port).bigEndian
    place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return place
  }
}
