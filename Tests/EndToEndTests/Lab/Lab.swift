import Foundation
import Glibc
import Testing

/// Real hosts for one test: each a network namespace with a file system, processes and an sshd of its own.
///
/// They are gone when the body ends, however it ends; and a second after this process when that is killed.
struct Lab: Sendable {
  /// By which `Scripts/lab` knows it; several labs stand side by side.
  let id: String
  /// What the lab's commands print goes here, and a test's own files may.
  let folder: String

  /// Raises hosts, each as `NAME` or `NAME:OPTION,…`, and takes them away after the body.
  static func with(_ hosts: [String], _ body: (Lab) async throws -> Void) async throws {
    let lab = try Lab()
    var thrown: (any Error)?
    do {
      if !hosts.isEmpty { try await lab.up(hosts) }
      try await body(lab)
    } catch {
      thrown = error
    }
    // A task of its own: a test that was cancelled takes its hosts away, too.
    await Task { await lab.end() }.value
    if let thrown { throw thrown }
  }

  init() throws {
    id = "test-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    var name = Array("/tmp/halfhour-\(id).XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw SceneFault("no folder can be made in /tmp") }
    folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private func end() async {
    do {
      try await down()
      if access(state, F_OK) == 0 { Issue.record("\(state) is left after the lab was taken down") }
      try FileManager.default.removeItem(atPath: folder)
    } catch {
      Issue.record("the lab \(id) can't be taken down: \(error)")
    }
  }

  // MARK: - Hosts

  /// Raises further hosts; they go with this process.
  func up(_ hosts: [String]) async throws { try await verb(["up", "--owner", "\(getpid())"] + hosts) }

  /// Destroys hosts, or the whole lab; a host that is raised again has its old address, a blank disk and a new key.
  func down(_ hosts: String...) async throws { try await verb(["down"] + hosts) }

  /// The folder in which the lab keeps its own.
  var state: String { "/run/halfhour-lab-\(id)" }

  /// For `ssh -F`: the names of the hosts, the client key, the keys that the hosts have now.
  var sshConfig: String { state + "/ssh_config" }

  /// The private key that every host lets in.
  var key: String { state + "/key" }

  func address(of host: String) throws -> String { try known(host, "address") }

  /// Type and key, as a line of known_hosts has them after the name.
  func hostKey(of host: String) throws -> String {
    try known(host, "host-key").split(separator: " ").prefix(2).joined(separator: " ")
  }

  func bootID(of host: String) throws -> String { try known(host, "boot-id") }

  /// The number, on this machine, of a host's first process.
  func firstProcess(of host: String) throws -> pid_t {
    guard let pid = pid_t(try known(host, "init").prefix { $0 != " " }) else { throw SceneFault("\(host) is off") }
    return pid
  }

  private func known(_ host: String, _ name: String) throws -> String {
    let path = "\(state)/hosts/\(host)/\(name)"
    guard let data = FileManager.default.contents(atPath: path) else { throw SceneFault("\(path) can't be read") }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  // MARK: - Commands

  /// Carries out a verb of `Scripts/lab`, whatever it comes to.
  func command(_ words: [String], within limit: Duration = .seconds(90)) async throws -> Ended {
    try await start(words).end(within: limit)
  }

  /// Starts a verb of `Scripts/lab`.
  func start(_ words: [String]) throws -> Program {
    try program(["/bin/bash", Self.script] + words)
  }

  /// Carries out a verb of `Scripts/lab`; that it fails is a fault.
  @discardableResult
  func verb(_ words: [String]) async throws -> String {
    let ended = try await command(words)
    guard ended.exit == 0 else { throw SceneFault("lab \(words.joined(separator: " ")): \(ended)") }
    return ended.out
  }

  /// Starts any program in the lab's folder, in whose environment the lab is named.
  func program(_ command: [String]) throws -> Program {
    try Program(
      command, environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": folder, "HALFHOUR_LAB": id],
      folder: folder, umask: "022")
  }

  private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Scripts/lab").path
}
