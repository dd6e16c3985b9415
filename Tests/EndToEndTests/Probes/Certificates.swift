import Foundation

/// Certificates of every kind that a server may show, made by openssl in a scene's folder.
enum Certificates {
  /// Makes `ca.pem` and, for each name, `NAME.pem` and `NAME.key`; all but `self` are signed by the authority.
  static func make(in scene: Scene) async throws {
    let script = """
      set -e
      umask 077
      openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3650 -subj '/CN=Test authority' 2>/dev/null
      printf '[ca]\\ndefault_ca=d\\n[d]\\ndatabase=index\\nserial=serial\\nnew_certs_dir=.\\ndefault_md=sha256\\n' >ca.conf
      printf 'policy=p\\ncopy_extensions=copy\\n[p]\\ncommonName=supplied\\n' >>ca.conf
      : >index; echo 1000 >serial
      one() { # NAME SUBJECT-NAMES START END
        openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "/CN=$1" -addext "subjectAltName=$2" 2>/dev/null
        openssl ca -batch -notext -config ca.conf -keyfile ca.key -cert ca.pem -in "$1.csr" -out "$1.pem" \
          -startdate "$3" -enddate "$4" 2>/dev/null
      }
      day() { date -u -d "$1" +%Y%m%d%H%M%SZ; }
      one good DNS:shop.example,IP:127.0.0.1 "$(day -2days)" "$(day '+40 days +1 hour')"
      one wild DNS:*.example "$(day -2days)" "$(day +40days)"
      one expired DNS:shop.example 20250101000000Z 20260102000000Z
      one early DNS:shop.example "$(day +10days)" "$(day +40days)"
      one other DNS:other.example "$(day -2days)" "$(day +40days)"
      openssl req -x509 -newkey rsa:2048 -nodes -keyout self.key -out self.pem -days 30 -subj /CN=shop.example \
        -addext subjectAltName=DNS:shop.example 2>/dev/null
      """
    let ended = try await Program(
      ["/bin/sh", "-c", script], environment: ["PATH": "/usr/bin:/bin", "HOME": scene.folder], folder: scene.folder,
      umask: "022"
    ).end(within: .seconds(60))
    guard ended.exit == 0 else { throw SceneFault("no certificates: \(ended)") }
  }
}

/// An nginx of a test's own, with a port for each certificate.
struct WebServer: Sendable {
  /// By the name of the certificate; `plain` speaks no TLS.
  let ports: [String: Int]

  func port(_ name: String) -> Int { ports[name] ?? 0 }

  static let names = ["plain", "good", "wild", "expired", "early", "other", "self"]

  static func play(in scene: Scene, _ body: (WebServer) async throws -> Void) async throws {
    let ports = Dictionary(try names.map { ($0, try freePort()) }) { first, _ in first }
    let servers = names.map { name in
      let tls = name == "plain" ? "" : "ssl_certificate \(name).pem; ssl_certificate_key \(name).key;"
      return "server { listen 127.0.0.1:\(ports[name] ?? 0)\(name == "plain" ? "" : " ssl"); \(tls) "
        + "location / { return 200 \"served by \(name) for $host\\n\"; } }\n"
    }.joined()
    try scene.write(
      "nginx.conf",
      """
      daemon off; master_process off; pid \(scene.path("nginx.pid")); error_log stderr;
      events { worker_connections 64; }
      http {
        access_log off;
        client_body_temp_path \(scene.path("nginx-1")); proxy_temp_path \(scene.path("nginx-2"));
        fastcgi_temp_path \(scene.path("nginx-3")); uwsgi_temp_path \(scene.path("nginx-4"));
        scgi_temp_path \(scene.path("nginx-5"));
        \(servers)
      }
      """)
    let program = try Program(
      ["/usr/sbin/nginx", "-e", "stderr", "-p", scene.folder, "-c", scene.path("nginx.conf")],
      environment: ["PATH": "/usr/sbin:/usr/bin:/bin"], folder: scene.folder, umask: "022")
    var thrown: (any Error)?
    do {
      try await scene.until("nginx listens") { Self.answers(ports["plain"] ?? 0) }
      try await body(WebServer(ports: ports))
    } catch {
      thrown = error
    }
    let ended = try await program.murder()
    if let thrown { throw SceneFault("\(thrown)\n\(ended)") }
  }

  private static func freePort() throws -> Int {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(file) }
    var address = address(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(file, $0, length) == 0 && getsockname(file, $0, &length) == 0
      }
    }
    guard bound else { throw SceneFault("no port is free") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  private static func answers(_ port: Int) -> Bool {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(file) }
    var address = address(port)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  private static func address(_ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }
}
