internal import CResolv
internal import Dispatch
internal import Glibc
internal import Synchronization

/// Where a name server can be reached, as sockets want it.
struct DNSAddress: Sendable {
  let bytes: [UInt8]

  var family: Int32 { bytes.withUnsafeBytes { Int32($0.loadUnaligned(as: sockaddr.self).sa_family) } }

  /// Its text, without the port.
  var text: String {
    var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let problem = withSocketAddress { getnameinfo($0, $1, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) }
    return problem == 0 ? String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : "?"
  }

  func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    var storage = sockaddr_storage()
    withUnsafeMutableBytes(of: &storage) { $0.copyBytes(from: bytes) }
    return withUnsafePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(bytes.count)) }
    }
  }

  /// Those of /etc/resolv.conf, in their order.
  static func ofThisMachine() -> [DNSAddress] {
    var servers = [sockaddr_storage](repeating: sockaddr_storage(), count: 8)
    let count = Int(resolver_servers(&servers, Int32(servers.count)))
    return servers.prefix(count).map { server in
      withUnsafeBytes(of: server) { bytes in
        let isOld = server.ss_family == sa_family_t(AF_INET)
        return DNSAddress(
          bytes: Array(bytes.prefix(isOld ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size)))
      }
    }
  }

  /// The addresses of a server, by the system's resolver where it is a name.
  ///
  /// That can block for longer than the bound and can't be ended, so its thread is left behind when the time is over.
  static func of(_ host: String, _ port: UInt16, _ bound: ProbeBound) async throws(ProbeProblem) -> [DNSAddress] {
    let answer = Answer()
    DispatchQueue(label: "address of \(host)").async {
      let found = lookUp(host, port)
      answer.found.withLock { $0 = found }
    }
    while true {
      if let found = answer.found.withLock({ $0 }) { return try found.get() }
      if bound.isCancelled() { throw .cancelled }
      guard ContinuousClock.now < bound.deadline else {
        throw .timedOut("the address of the name server \(host) was not found in time")
      }
      do { try await Task.sleep(for: .milliseconds(2)) } catch { throw .cancelled }
    }
  }

  private final class Answer: Sendable {
    let found = Mutex<Result<[DNSAddress], ProbeProblem>?>(nil)
  }

  private static func lookUp(_ host: String, _ port: UInt16) -> Result<[DNSAddress], ProbeProblem> {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
    hints.ai_flags = AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    let problem = getaddrinfo(host, "\(port)", &hints, &list)
    guard problem == 0 else {
      return .failure(.couldNotAsk("the name server \(host) has no address: \(String(cString: gai_strerror(problem)))"))
    }
    defer { freeaddrinfo(list) }
    var addresses: [DNSAddress] = []
    var next = list
    while let entry = next {
      addresses.append(
        DNSAddress(
          bytes: Array(UnsafeRawBufferPointer(start: entry.pointee.ai_addr, count: Int(entry.pointee.ai_addrlen)))))
      next = entry.pointee.ai_next
    }
    return .success(addresses)
  }
}
