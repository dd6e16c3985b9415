import Foundation
import Testing

/// A scene beside a lab: its site names the lab's hosts, each by its own name, as the machines of a drill.
enum HostScene {
  /// `extra` are further lines of hosts, by host; each host's live address is one that nobody has.
  static func play(
    _ hosts: [String], extra: [String: String] = [:], site: String = "", _ body: (Scene, Lab) async throws -> Void
  ) async throws {
    try await Lab.with(hosts) { lab in
      try await Scene.play { scene in
        try describe(hosts.map { String($0.prefix { $0 != ":" }) }, extra, site, scene, lab)
        try await body(scene, lab)
      }
    }
  }

  private static func describe(
    _ hosts: [String], _ extra: [String: String], _ site: String, _ scene: Scene, _ lab: Lab
  ) throws {
    try scene.write("ssh_config", try String(contentsOfFile: lab.sshConfig, encoding: .utf8))
    var text = """
      site: Test site
      target: { rto: 5m }
      services:
        shop: { tier: critical }
      ssh_config: ssh_config
      \(site)
      hosts:

      """
    for (number, host) in hosts.enumerated() {
      text += "  \(host): { live: 192.0.2.\(number + 1), drill: \(host)\(extra[host].map { ", \($0)" } ?? "") }\n"
    }
    try scene.write("site.yaml", text)
  }
}

extension Lab {
  /// The processes that jobs of a run have on a host, a line each.
  func jobs(of run: String, on host: String) async throws -> [String] {
    let found = try await shell(
      host, "grep -lza '^HALFHOUR_RUN=\(run)$' /proc/[0-9]*/environ 2>/dev/null || true")
    return found.split(separator: "\n").map(String.init)
  }

  /// What halfhour left on a host, but for the empty places themselves.
  func remains(on host: String) async throws -> [String] {
    let found = try await shell(
      host,
      "find /run/halfhour-* /dev/shm/halfhour-* /tmp/halfhour-* /var/tmp/halfhour-* -mindepth 1 2>/dev/null || true; "
        + "ls -d /var/tmp/halfhour-recovery 2>/dev/null || true")
    return found.split(separator: "\n").map(String.init).filter {
      !$0.hasSuffix("/.identity") && !$0.hasSuffix("/.room")
    }
  }
}
