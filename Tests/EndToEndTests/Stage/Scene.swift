import Foundation
import Glibc
import Testing

/// One test's own world: a folder, a state folder, a place for job folders, and nothing of anybody else.
struct Scene: Sendable {
  let folder: String
  /// On a memory file system where there is one, as in life.
  let runtime: String

  var state: String { folder + "/state" }

  /// Plays one scene; whatever it leaves behind is ended and removed, and a living process is a fault.
  static func play(_ body: (Scene) async throws -> Void) async throws {
    await Lanes.shared.enter()
    do {
      let scene = try Scene()
      var thrown: (any Error)?
      do { try await body(scene) } catch { thrown = error }
      scene.end()
      if let thrown { throw thrown }
    } catch {
      await Lanes.shared.leave()
      throw error
    }
    await Lanes.shared.leave()
  }

  private init() throws {
    folder = try Self.temporaryFolder(in: "/tmp")
    runtime = try Self.temporaryFolder(in: access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp")
    try write("site.yaml", "site: Test site\ntarget: { rto: 5m }\nservices:\n  shop: { tier: critical }\n")
  }

  private static func temporaryFolder(in place: String) throws -> String {
    var name = Array("\(place)/halfhour-test.XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw SceneFault("no folder can be made in \(place)") }
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private func end() {
    for name in runNames {
      let left = Processes.ofRun(name)
      #expect(left.isEmpty, "processes of \(name) live on after the test")
      left.forEach { kill($0, SIGKILL) }
    }
    for path in [folder, runtime] {
      // A program that is just ending may still clear away beside us.
      if (try? FileManager.default.removeItem(atPath: path)) != nil { continue }
      usleep(500_000)
      do {
        try FileManager.default.removeItem(atPath: path)
      } catch {
        Issue.record("\(path) can't be removed: \(error)")
      }
    }
  }

  // MARK: - Files

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ name: String, _ text: String, executable: Bool = false) throws {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    if executable { chmod(url.path, 0o755) }
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path(name))), as: UTF8.self)
  }

  func lines(_ name: String) -> [String] {
    (try? read(name))?.split(separator: "\n").map(String.init) ?? []
  }

  func exists(_ name: String) -> Bool { access(path(name), F_OK) == 0 }

  // MARK: - Runs

  var runNames: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: state + "/runs")) ?? []).sorted()
  }

  func run() throws -> RunOnDisk {
    guard let name = runNames.last else { throw SceneFault("there is no run") }
    return RunOnDisk(folder: state + "/runs/" + name)
  }

  /// What is left of job folders.
  var jobFolders: [String] {
    let root = "\(runtime)/halfhour-\(getuid())"
    return ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  // MARK: - The program

  /// Starts halfhour in the scene's folder, as the last words of a command that takes it along where one is given.
  func start(
    _ arguments: [String], through command: [String] = [], environment: [String: String] = [:], umask: String = "022"
  ) throws -> Program {
    var all = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder,
      "HALFHOUR_STATE": state, "XDG_RUNTIME_DIR": runtime,
    ]
    if let libraries = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] { all["LD_LIBRARY_PATH"] = libraries }
    all.merge(environment) { _, new in new }
    return try Program(command + [Halfhour.path] + arguments, environment: all, folder: folder, umask: umask)
  }

  /// Runs halfhour to its end.
  @discardableResult
  func halfhour(
    _ arguments: String..., environment: [String: String] = [:], umask: String = "022",
    within limit: Duration = .seconds(30)
  ) async throws -> Ended {
    try await start(arguments, environment: environment, umask: umask).end(within: limit)
  }

  /// Waits until something holds, which is looked at often.
  func until(_ what: String, within limit: Duration = .seconds(15), _ holds: () throws -> Bool) async throws {
    let deadline = ContinuousClock.now + limit
    while try !holds() {
      guard ContinuousClock.now < deadline else { throw SceneFault("not within \(limit): \(what)") }
      try await Task.sleep(for: .milliseconds(5))
    }
  }
}

/// What went wrong with the test itself.
struct SceneFault: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
