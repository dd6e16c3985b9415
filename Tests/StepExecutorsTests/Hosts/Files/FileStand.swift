import Glibc
import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

@testable import StepExecutors

/// A host that is this machine, behind a real `sshd` that serves one connection at a time on a pipe; all gone at the end.
final class FileStand: Sendable {
  let path: String
  let pool: HostPool
  private let key: String

  var here: String { path + "/here" }
  var there: String { path + "/there" }

  init() async throws {
    // A client of ours whose host is gone must not end the tests.
    signal(SIGPIPE, SIG_IGN)
    let path = "/dev/shm/files-\(getpid())-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
    self.path = path
    for folder in ["", "/here", "/there", "/ssh", "/s"] { try systemCall { mkdir(path + folder, 0o700) } }
    for name in ["host", "client"] {
      let made = await ToolRun.output(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "\(path)/ssh/\(name)"])
      try #require(made?.succeeded == true)
    }
    key = try Self.text(of: path + "/ssh/host.pub")
    try Self.write(Self.server(path), to: path + "/ssh/sshd_config")
    try Self.write(Self.client(path), to: path + "/ssh/config")
    try Self.write(try Self.text(of: path + "/ssh/client.pub"), to: path + "/ssh/authorized")
    if mkdir("/run/sshd", 0o755) != 0, errno != EEXIST, getuid() == 0 { Issue.record("/run/sshd can't be made") }
    let places = SSHPlaces(configuration: path + "/ssh/config", folder: path + "/ssh", sockets: path + "/s")
    let plan = Plan(
      mode: .incident, site: PlannedSite(name: "stand"), root: RunbookName("stand"), runbooks: [], services: [],
      steps: [], files: [], limits: Limits())
    pool = HostPool(
      LinkDesk(
        run: "run", marker: "tests", places: places, knownHosts: KnownHosts(path: places.knownHosts),
        liveKeys: LiveKeys(plan, places), note: { _ in }))
  }

  deinit {
    do { try FolderTree.remove(path) } catch { Issue.record("\(path) stays: \(error)") }
  }

  private static func server(_ path: String) -> String {
    """
    HostKey \(path)/ssh/host
    AuthorizedKeysFile \(path)/ssh/authorized
    StrictModes no
    UsePAM no
    PermitRootLogin yes
    LogLevel QUIET
    PidFile none
    PrintMotd no

    """
  }

  private static func client(_ path: String) -> String {
    """
    Host *
      ProxyCommand sh -c 'echo $$ >\(path)/ssh/server.%n; exec /usr/sbin/sshd -i -f \(path)/ssh/sshd_config 2>/dev/null'
      IdentityFile \(path)/ssh/client
      IdentitiesOnly yes

    """
  }

  /// Adds an option to the server, for connections from now on.
  func setServer(_ line: String) throws {
    let path = path + "/ssh/sshd_config"
    let text = try Self.text(of: path)
    FolderTree.removeFile(path)
    try Self.write(text + line + "\n", to: path)
  }

  func access(_ name: String = "there", isShared: Bool = false) -> HostAccess {
    HostAccess(
      name: HostName(name), destination: "\(name).invalid", isShared: isShared, keys: [AcceptedKey(key, trust: .site)])
  }

  func site(_ name: String = "there", as become: Become? = nil) -> HostSite { pool.site(access(name), as: become) }

  func on(_ site: HostSite?, _ path: String) -> CopyEnd { CopyEnd(site: site, path: path) }

  /// A copy that is to be carried out by a test.
  func copy(
    _ source: CopyEnd, to target: CopyEnd, mode: UInt32? = nil, mayUseRsync: Bool = true, timeout: Duration? = nil,
    cancellation: Cancellation = Cancellation()
  ) -> HostCopy {
    let deadline = timeout.map { ClockReading.now().boot + Int64($0 / .nanoseconds(1)) }
    return HostCopy(
      content: .end(source), target: target, mode: mode, step: "run\nstep",
      desk: FilesDesk(watch: TransferWatch(deadline: deadline, cancellation: cancellation)),
      log: TransferLog(path: path + "/log", redactor: SecretRedactor([])), hasOpenPaths: mayUseRsync)
  }

  /// Nil where it went well, else why not.
  func carryOut(_ copy: HostCopy) async -> TransferFailure? {
    defer { copy.log.close() }
    do throws(TransferFailure) {
      try await copy.run()
      return nil
    } catch {
      return error
    }
  }

  func problem(_ copy: HostCopy) async -> String? {
    switch await carryOut(copy) {
    case nil: nil
    case .problem(let words)?: words
    case let other?: "\(other)"
    }
  }

  var log: String {
    FileAccess.contents(of: path + "/log", atMost: 1 << 20).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Lets go of the host; without it the client would hold the stand's files.
  func close() async { await pool.close(isEnd: true) }

  // MARK: - Files

  static func text(of path: String) throws -> String {
    String(decoding: try #require(FileAccess.contents(of: path, atMost: 1 << 20)), as: UTF8.self)
  }

  static func write(_ text: String, to path: String, mode: mode_t = 0o600) throws {
    try FileAccess.create(path, mode: mode, text.utf8)
    try systemCall { chmod(path, mode) }
  }

  /// What a shell says of this machine.
  static func shell(_ script: String) async -> String {
    await ToolRun.output(["sh", "-c", script])?.output ?? ""
  }

  /// Runs a test on a stand that is taken down whatever comes of it.
  static func with(_ body: (FileStand) async throws -> Void) async throws {
    let stand = try await FileStand()
    do {
      try await body(stand)
      await stand.close()
    } catch {
      await stand.close()
      throw error
    }
  }
}
