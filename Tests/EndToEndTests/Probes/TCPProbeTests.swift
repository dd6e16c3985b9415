import Testing

/// Connections to real servers that say too little, too much or the wrong thing.
struct TCPProbeTests {
  @Test(.timeLimit(.minutes(1)))
  func `a connection, what it says and what it hears are judged`() async throws {
    try await Scene.play { scene in
      try await NastyServers.play(in: scene) { servers in
        func tcp(_ name: String, _ more: String = "") -> String {
          "tcp: { host: 127.0.0.1, port: \(servers.port(name))\(more) }"
        }
        let ends = try await scene.probe([
          ("connects", tcp("silent")),
          ("banner", tcp("banner") + "\nexpect: { contains: mail.example ESMTP }"),
          ("wrong-banner", tcp("banner") + "\nexpect: { contains: OpenSSH }\ntimeout: 2s"),
          ("parrot", tcp("parrot", ", send: \"ping\\r\\n\"") + "\nexpect: { matches: '^you said ping' }"),
          ("mute", tcp("silent") + "\nexpect: { contains: x }\ntimeout: 2s"),
          ("flood", tcp("flood") + "\nexpect: { contains: QQQ }"),
          ("rude", tcp("rude") + "\nexpect: { contains: QQQ }"),
          ("no-tls", tcp("silent", ", tls: true") + "\ntimeout: 2s"),
          ("not-tls", tcp("banner", ", tls: true")),
          ("refused", "tcp: { host: 127.0.0.1, port: 9 }"),
          ("unknown", "tcp: { host: no-such.invalid, port: 9 }"),
        ])
        func expect(_ id: String, _ result: String, _ finding: String, _ says: String = "") throws {
          let end = try #require(ends[id])
          #expect(end.result == result && end.finding == finding, "\(id): \(end)")
          #expect(says.isEmpty || end.message.contains(says), "\(id): \(end)")
        }
        try expect("connects", "succeeded", "held")
        try expect("banner", "succeeded", "held")
        try expect("wrong-banner", "failed", "failed", "kept the connection open until the time was over")
        try expect("parrot", "succeeded", "held")
        try expect("mute", "timed-out", "inconclusive", "connected, nothing came within 2.0s")
        try expect("flood", "failed", "failed", "more output than could be kept")
        try expect("rude", "failed", "failed", "reset the connection after 8 bytes")
        try expect("no-tls", "timed-out", "inconclusive", "connected, the TLS handshake did not end within 2.0s")
        try expect("not-tls", "failed", "failed", "doesn't speak TLS")
        try expect("refused", "failed", "failed", "connection to 127.0.0.1:9 refused")
        try expect("unknown", "failed", "inconclusive", "nobody here knows the host no-such.invalid")
        #expect(try scene.run().logText("wrong-banner").contains("220 mail.example ESMTP"))
      }
    }
  }
}
