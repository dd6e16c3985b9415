import Foundation

/// A real name server on loopback that all tests of this process share; it ends with the process, however that ends.
final class NameServer: Sendable {
  let port: Int
  private let process: Process
  private let lifeline: Pipe

  var text: String { "127.0.0.1:\(port)" }

  static let usual = Task { try NameServer(zone: Zone.usual) }
  /// Has another address for `www`, and lacks `mail`.
  static let stale = Task { try NameServer(zone: Zone.stale) }
  /// Does as the first label of a name says.
  static let nasty = Task { try NameServer() }

  private init() throws {
    let output = Pipe()
    (process, lifeline) = try Self.start("nasty", [], output)
    guard let port = Int(Self.line(output)) else { throw Fault(words: "the nasty server did not start") }
    self.port = port
  }

  private init(zone: String) throws {
    port = try Self.freePort()
    let folder = "/tmp/halfhour-names-\(getpid())-\(port)"
    try Data(zone.utf8).write(to: URL(fileURLWithPath: folder + ".zone"))
    let output = Pipe()
    (process, lifeline) = try Self.start("serve", [folder, "\(port)", folder + ".zone"], output)
    guard Self.line(output) == "ready" else { throw Fault(words: "nsd did not start") }
    try FileManager.default.removeItem(atPath: folder + ".zone")
  }

  private static func start(_ name: String, _ arguments: [String], _ output: Pipe) throws -> (Process, Pipe) {
    let process = Process()
    let lifeline = Pipe()
    process.executableURL =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../NameServers/\(name)").standardizedFileURL
    process.arguments = arguments
    process.standardInput = lifeline
    process.standardOutput = output
    try process.run()
    return (process, lifeline)
  }

  private static func line(_ output: Pipe) -> String {
    String(decoding: output.fileHandleForReading.availableData, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  /// One that nobody listens on now, over UDP or TCP.
  static func freePort() throws -> Int {
    for _ in 0..<100 {
      let port = Int.random(in: 20_000...32_000)
      let isFree = [SOCK_STREAM, SOCK_DGRAM].allSatisfy { kind in
        let descriptor = socket(AF_INET, Int32(kind.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
          pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
          }
        }
      }
      if isFree { return port }
    }
    throw Fault(words: "no port is free")
  }

  struct Fault: Error { let words: String }
}

/// The zone example.test, as two servers have it.
enum Zone {
  static let usual =
    """
    $ORIGIN example.test.
    $TTL 300
    @ SOA ns hostmaster 7 3600 600 86400 60
    @ NS ns
    @ MX 10 mail
    @ MX 20 mail2
    ns A 10.0.0.53
    www A 10.0.0.3
    www A 10.0.0.4
    six AAAA 2001:db8::1
    mail A 10.0.0.5
    mail2 A 10.0.0.6
    shop 3600 CNAME Web
    web 60 A 10.0.0.3
    empty 60 CNAME six
    slow 3600 A 10.0.0.9
    _sip._udp SRV 1 2 5060 phone
    phone A 10.0.0.7
    text TXT "v=spf1 " "-all" 
    text TXT "say \\"hi\\" \\\\ \\195\\188"
    pointer PTR www

    """ + big

  static let stale = usual.replacing("www A 10.0.0.3\n", with: "").replacing("mail A", with: "post A")

  /// More than a datagram takes.
  private static let big = (1...60).map { "big A 10.1.0.\($0)\n" }.joined()
}
