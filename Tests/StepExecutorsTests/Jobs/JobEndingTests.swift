import Glibc
import Testing

@testable import StepExecutors

struct JobEndingTests {
  static let stubborn = [
    "sleep 30", "trap '' TERM\nsleep 30; sleep 30", "(trap '' TERM; sleep 30; sleep 30) & sleep 30",
    "((sleep 30 &) &)\nsleep 30", "kill -STOP $$\nsleep 30", "sleep 30 & exec sleep 30",
    "trap 'echo bye; exit 0' TERM\nsleep 30 & wait", "#!/bin/bash\nset -m\nsleep 30 & sleep 30 & wait",
  ]

  @Test(arguments: stubborn, [nil, Duration.seconds(20)])
  func `a cancelled job leaves nothing`(_ script: String, _ timeout: Duration?) async throws {
    let stand = try JobStand()
    var request = stand.request("echo ready\n" + script + "\n")
    request.timeout = timeout
    let job = try await stand.runner.start(request)
    let folder = try #require(stand.runner.folders.existing(request.name))
    try await stand.until("the job is ready") {
      FileAccess.exists(folder.started) && (stand.log(of: request) ?? "") != ""
    }
    try await Task.sleep(for: .milliseconds(30))
    let before = ContinuousClock.now
    let ending = await job.cancel(grace: .milliseconds(300))
    #expect(ContinuousClock.now - before < .seconds(8))
    #expect(ending.survivors.isEmpty)
    #expect(ending.killed == script.contains("''"))
    let result = await job.result()
    #expect(result.termination == .cancelled)
    #expect(result.leftovers.isEmpty)
    #expect(ProcessTable.members(ofSession: job.process).isEmpty)
    try stand.runner.remove(request.name, workRoot: request.workRoot)
  }

  @Test(arguments: ["sleep 30", "trap '' TERM\nsleep 30; sleep 30", "trap 'exit 0' TERM\nsleep 30 & wait"])
  func `a time-out ends a job while halfhour lives`(_ script: String) async throws {
    let stand = try JobStand()
    var request = stand.request(script + "\n")
    request.timeout = .milliseconds(200)
    let before = ContinuousClock.now
    let job = try await stand.runner.start(request)
    let result = await job.result()
    #expect(ContinuousClock.now - before < .seconds(8))
    #expect(result.termination == .timedOut)
    #expect(ProcessTable.members(ofSession: job.process).isEmpty)
    try stand.runner.remove(request.name, workRoot: request.workRoot)
  }

  @Test(arguments: JobStand.shells, ["sleep 30", "trap '' TERM\nsleep 30; sleep 30"])
  func `a time-out holds although nobody watches`(_ shell: [String], _ script: String) async throws {
    let stand = try JobStand(shell: shell)
    var request = stand.request(script + "\n")
    request.timeout = .milliseconds(100)
    request.grace = .seconds(1)
    let folder = try await stand.startOrphan(request)
    try await stand.until("it starts") { FileAccess.exists(folder.started) }
    let mark = FileAccess.contents(of: folder.started, atMost: 99).flatMap {
      JobStartMark(String(decoding: $0, as: UTF8.self))
    }
    guard case .process(let pid, BootIdentity.current) = mark else {
      Issue.record("no mark: \(String(describing: mark))")
      return
    }
    try await stand.until("the time is up") { folder.record()?.end == .timedOut }
    try await stand.until("all is gone") { ProcessTable.members(ofSession: pid).isEmpty }
    guard case .finished(let result) = try await stand.runner.recover(request, startedOnBoot: nil) else {
      Issue.record("not finished")
      return
    }
    #expect(result.termination == .timedOut)
    #expect(result.observedLate)
    try stand.runner.remove(request.name, workRoot: request.workRoot)
  }

  @Test func `a job that ended by itself is not cancelled any more`() async throws {
    let stand = try JobStand()
    let request = stand.request("exit 3")
    let job = try await stand.runner.start(request)
    _ = await job.result()
    #expect(await job.cancel(grace: .seconds(1)) == JobEnding(survivors: [], killed: false))
    #expect(await job.result().termination == .exited(3))
    try stand.runner.remove(request.name, workRoot: request.workRoot)
  }

  @Test(arguments: JobStand.shells, [SIGTERM, SIGHUP, SIGKILL])
  func `a signal from elsewhere never looks like success`(_ shell: [String], _ signal: Int32) async throws {
    let stand = try JobStand(shell: shell)
    let request = stand.request("echo ready\nuntil [ -e never ]; do sleep 0.02; done\n")
    let job = try await stand.runner.start(request)
    try await stand.until("the job is ready") { stand.log(of: request) != nil }
    #expect(kill(job.process, signal) == 0)
    let result = await job.result()
    #expect(result.termination == (signal == SIGKILL ? .signalled(SIGKILL) : .exited(128 + signal)))
    try stand.runner.remove(request.name, workRoot: request.workRoot)
  }

  @Test func `a cancelled task does not end the job`() async throws {
    let stand = try JobStand()
    let request = stand.request("sleep 0.3; echo done")
    let task = Task { try await stand.run(request) }
    try await Task.sleep(for: .milliseconds(100))
    task.cancel()
    #expect(try await task.value.termination == .exited(0))
    #expect(stand.log(of: request) == "done\n")
  }
}
