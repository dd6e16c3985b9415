import Foundation
import Glibc

/// Mounts that only the programs started through here see, and that are gone with the process that keeps them.
struct PrivateMounts: Sendable {
  private let scene: Scene
  private let keeper: Program

  /// Runs the lines of a shell script in a mount namespace of its own; as an ordinary user in a user namespace, too.
  static func with(
    _ scene: Scene, _ script: String, _ body: (PrivateMounts) async throws -> Void
  ) async throws {
    let unshare = ["unshare"] + (geteuid() == 0 ? ["-m"] : ["-r", "-m"])
    let keep = "set -e\n\(script)\necho ready\nexec sleep 600"
    let keeper = try Program(
      unshare + ["/bin/sh", "-c", keep], environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"],
      folder: scene.folder, umask: "022")
    let mounts = PrivateMounts(scene: scene, keeper: keeper)
    do {
      try await scene.until("the mounts are there") {
        if !keeper.err.isEmpty { throw SceneFault("the mounts can't be made: \(keeper.err)") }
        return keeper.out == "ready\n"
      }
      try await body(mounts)
    } catch {
      try await keeper.murder()
      throw error
    }
    try await keeper.murder()
  }

  private var enter: [String] {
    ["nsenter", "-t", "\(keeper.pid)"] + (geteuid() == 0 ? ["-m"] : ["-U", "-m", "--preserve-credentials"])
  }

  /// Starts halfhour where the mounts are seen.
  func start(
    _ arguments: [String], through command: [String] = [], environment: [String: String] = [:]
  ) throws -> Program {
    let there = enter + ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, scene.folder]
    return try scene.start(arguments, through: there + command, environment: environment)
  }

  func start(_ arguments: String...) throws -> Program { try start(arguments) }

  func halfhour(
    _ arguments: String..., environment: [String: String] = [:], within limit: Duration = .seconds(30)
  ) async throws -> Ended {
    try await start(arguments, environment: environment).end(within: limit)
  }

  /// Runs a line of shell where the mounts are seen.
  func shell(_ line: String) async throws {
    let ended = try await Program(
      enter + ["/bin/sh", "-c", line], environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"], folder: scene.folder,
      umask: "022"
    ).end()
    guard ended.exit == 0 else { throw SceneFault("\(line): \(ended)") }
  }

  /// Where this process finds what stands at a path there.
  func outside(_ path: String) -> String { "/proc/\(keeper.pid)/root\(path)" }

  func run() throws -> RunOnDisk {
    let runs = outside(scene.state + "/runs")
    let names = try FileManager.default.contentsOfDirectory(atPath: runs).filter { !$0.hasPrefix(".") }.sorted()
    guard let name = names.last else { throw SceneFault("there is no run") }
    return RunOnDisk(folder: runs + "/" + name)
  }
}
