import Foundation
import Testing

/// Kills a program right before its call of a number, counted over all of its threads.
///
/// strace counts the calls of each thread apart, so that one thread's calls hide those of another that come later: a
/// library which is loaded before the C library counts them together, and needs no help from the program.
struct Countdown: Sendable {
  /// The calls that it knows.
  static let calls = [
    "mkdir", "write", "fdatasync", "fsync", "fallocate", "ftruncate", "lseek", "open", "link", "rename", "unlink",
    "rmdir", "waitid", "pidfd_open",
  ]

  private let library: String

  /// Makes the library, which is gone afterwards.
  static func with<Result>(_ body: (Countdown) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "halfhour-countdown-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let result: Result
    do {
      result = try await body(try await Countdown(in: folder.path))
    } catch {
      try FileManager.default.removeItem(at: folder)
      throw error
    }
    try FileManager.default.removeItem(at: folder)
    return result
  }

  private init(in folder: String) async throws {
    library = folder + "/countdown.so"
    try Data(Self.source.utf8).write(to: URL(fileURLWithPath: folder + "/countdown.c"))
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let ended = try await Program(
      ["clang", "-shared", "-fPIC", "-O1", "-o", library, "countdown.c"], environment: ["PATH": path], folder: folder,
      umask: "022"
    ).end()
    guard ended.exit == 0 else { throw SceneFault("the library can't be made: \(ended)") }
  }

  /// Starts halfhour, to be killed right before its call of this number; jobs are left alone.
  func start(
    _ arguments: [String], in scene: Scene, through command: [String] = [], before call: String, _ number: Int
  ) throws -> Program {
    guard Self.calls.contains(call) else { throw SceneFault("\(call) isn't counted") }
    return try scene.start(
      arguments, through: command,
      environment: [
        "LD_PRELOAD": library, "COUNTDOWN_CALL": call, "COUNTDOWN": "\(number)", "COUNTDOWN_PROGRAM": Halfhour.path,
      ])
  }
}
