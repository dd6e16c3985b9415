import Glibc
import Testing

@testable import StepExecutors

/// A place for real jobs: job folders in memory, work folders and logs apart, all gone at the end.
final class JobStand: Sendable {
  static let shells: [[String]] = [
    ["/bin/dash"], ["/bin/mksh"], ["/bin/busybox", "sh"], ["/bin/bash", "--posix"],
  ]

  let path: String
  let runner: JobRunner

  init(shell: [String] = ["/bin/sh"]) throws {
    path = "/dev/shm/stand-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    for folder in [path, path + "/work", path + "/logs"] { try systemCall { mkdir(folder, 0o700) } }
    runner = JobRunner(shell: shell, folders: try JobFolders(root: path))
  }

  deinit {
    do { try FolderTree.remove(path) } catch { Issue.record("\(path) stays: \(error)") }
  }

  func request(_ script: String, step: String = "step") -> JobRequest {
    var request = JobRequest(
      name: JobName(run: "run", step: step, attempt: 1), script: script,
      environment: [NamedValue("PATH", "/usr/bin:/bin")], mode: "drill", logFile: path + "/logs/" + step)
    request.workRoot = path + "/work"
    request.grace = .milliseconds(300)
    return request
  }

  /// Runs a script to its end.
  func run(_ request: JobRequest) async throws -> JobResult {
    let result = await (try await runner.start(request)).result()
    try runner.remove(request.name, workRoot: request.workRoot)
    return result
  }

  func log(of request: JobRequest) -> String? {
    FileAccess.contents(of: request.logFile, atMost: 1 << 20).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Starts a supervisor as somebody who is dead at once would have left it.
  func startOrphan(_ request: JobRequest) async throws -> JobFolder {
    let preparation = try JobPreparation(request, in: runner.folders, runner.workFolders, shell: runner.shell)
    let folder = preparation.folder
    let command = (runner.shell + [folder.supervisor]).map(ShellQuoting.quoted).joined(separator: " ")
    let starter = JobName(run: "run", step: "starter-" + request.name.step, attempt: 1)
    var start = self.request(
      "cd \(preparation.work); HALFHOUR_OUTPUT=\(folder.output) setsid \(command) >\(folder.log) 2>&1 </dev/null &",
      step: "starter")
    start.name = starter
    #expect(try await run(start).termination == .exited(0))
    return folder
  }

  /// Waits for something that must come to be soon.
  func until(_ what: Comment, _ condition: () -> Bool) async throws {
    for _ in 0..<1000 {
      if condition() { return }
      try await Task.sleep(for: .milliseconds(5))
    }
    Issue.record(what)
  }
}
