import Glibc
import Testing

@testable import StepExecutors

struct JobRecoveryTests {
  @Test func `a job without a folder never started, unless the machine was booted since`() async throws {
    let stand = try JobStand()
    let request = stand.request("true")
    guard case .neverStarted = try await stand.runner.recover(request, startedOnBoot: BootIdentity.current) else {
      Issue.record("must be never started")
      return
    }
    guard case .endedWithoutRecord = try await stand.runner.recover(request, startedOnBoot: "another") else {
      Issue.record("must be unknown")
      return
    }
  }

  @Test(arguments: JobStand.shells)
  func `a claimed job that was never spawned is voided, and a late supervisor runs nothing`(_ shell: [String])
    async throws
  {
    let stand = try JobStand(shell: shell)
    let request = stand.request("echo ran")
    let preparation = try JobPreparation(request, in: stand.runner.folders, stand.runner.workFolders, shell: shell)
    try FileAccess.create(preparation.folder.started, mode: 0o600, JobStartMark.voidLine.utf8)
    let late = try await JobProcess.spawn(request, preparation, shell: shell)
    #expect(ObservedExit(try await late.exit.value) == .exited(125))
    #expect(FileAccess.contents(of: preparation.folder.log, atMost: 99) == [])
    guard case .neverStarted = try await stand.runner.recover(request, startedOnBoot: nil) else {
      Issue.record("must be never started")
      return
    }
    #expect(try await stand.run(request).termination == .exited(0))
  }

  @Test(arguments: JobStand.shells)
  func `a running job is watched again to its end`(_ shell: [String]) async throws {
    let stand = try JobStand(shell: shell)
    var request = stand.request(
      "until [ -e go ]; do sleep 0.02; done; echo out; echo a=b >>\"$HALFHOUR_OUTPUT\"; exit 0")
    request.outputs = ["a"]
    let folder = try await stand.startOrphan(request)
    try await stand.until("it starts") { FileAccess.exists(folder.started) }
    guard case .running(let job) = try await stand.runner.recover(request, startedOnBoot: nil) else {
      Issue.record("must be running")
      return
    }
    let work = folder.work(of: request.name, in: request.workRoot)
    try FileAccess.create(work + "/go", mode: 0o600, [])
    let result = await job.result()
    #expect(result.termination == .exited(0))
    #expect(result.outputs == ["a": "b"])
    #expect(!result.observedLate)
    #expect(stand.log(of: request) == "out\n")
    // Before the folder is removed, whoever comes again learns the same.
    guard case .finished(let again) = try await stand.runner.recover(request, startedOnBoot: nil) else {
      Issue.record("must be finished")
      return
    }
    #expect(again.observedLate)
    #expect(again.outputs == ["a": "b"])
    #expect(stand.log(of: request) == "out\n")
    let now = ClockReading.now()
    #expect(abs(again.ended.wall - result.ended.wall) < 3_000_000_000)
    #expect(abs(again.ended.boot - result.ended.boot) < 3_000_000_000)
    #expect(again.started.boot < again.ended.boot && again.started.boot > now.boot - 60_000_000_000)
    try stand.runner.remove(request.name, workRoot: request.workRoot)
  }

  @Test func `a job that is found again can be cancelled and timed`() async throws {
    let stand = try JobStand()
    for timeout in [nil, Duration.milliseconds(300)] {
      var request = stand.request("trap '' TERM\nsleep 30; sleep 30")
      request.timeout = timeout
      let folder = try await stand.startOrphan(request)
      try await stand.until("it starts") { FileAccess.exists(folder.started) }
      guard case .running(let job) = try await stand.runner.recover(request, startedOnBoot: nil) else {
        Issue.record("must be running")
        return
      }
      if timeout == nil { #expect(await job.cancel(grace: .milliseconds(100)).survivors.isEmpty) }
      #expect(await job.result().termination == (timeout == nil ? .cancelled : .timedOut))
      #expect(ProcessTable.members(ofSession: job.process).isEmpty)
      try stand.runner.remove(request.name, workRoot: request.workRoot)
    }
  }

  @Test func `a supervisor that was killed leaves an unknown end, and its survivors are named`() async throws {
    let stand = try JobStand()
    let request = stand.request("sleep 30 >/dev/null 2>&1 & kill -9 $PPID; exit 0; : $$")
    let folder = try await stand.startOrphan(request)
    try await stand.until("it starts") { FileAccess.exists(folder.started) }
    try await Task.sleep(for: .milliseconds(200))
    guard case .endedWithoutRecord(let survivors) = try await stand.runner.recover(request, startedOnBoot: nil) else {
      Issue.record("must be unknown")
      return
    }
    #expect(survivors.count == 1)
    #expect(try await stand.runner.endSurvivors(of: request).survivors.isEmpty)
    try stand.runner.remove(request.name, workRoot: request.workRoot)
  }

  @Test(arguments: ["exit 0 1.0", "exit 0 1.0 en", "", "exit x 1.0 end\n", "other 0 1.0 end\n"])
  func `a torn record is none`(_ line: String) { #expect(JobRecord(line) == nil) }

  @Test func `names that look alike have folders of their own`() {
    let names = [("a/b", "c"), ("a_b", "c"), ("a", "b/c"), ("ä", "c"), ("ö", "c")].map {
      JobName(run: $0, step: $1, attempt: 1).folderName
    }
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { !$0.contains("/") && $0.utf8.count < 255 })
  }

  @Test func `a place for jobs that somebody else prepared is refused`() throws {
    let place = "/dev/shm/place-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    try systemCall { mkdir(place, 0o700) }
    defer { do { try FolderTree.remove(place) } catch { Issue.record("\(error)") } }
    let root = "\(place)/halfhour-\(getuid())"
    try systemCall { symlink("/tmp", root) }
    #expect(throws: JobStartError.self) { try JobFolders(root: place) }
    try systemCall { unlink(root) }
    try systemCall { mkdir(root, 0o700) }
    try systemCall { chmod(root, 0o755) }
    #expect(throws: JobStartError.self) { try JobFolders(root: place) }
    try systemCall { chmod(root, 0o700) }
    _ = try JobFolders(root: place)
    if getuid() == 0 {
      try systemCall { chown(root, 65534, 65534) }
      #expect(throws: JobStartError.self) { try JobFolders(root: place) }
    }
  }

  @Test func `a place for jobs that was made anew is told from the one before`() throws {
    let place = "/dev/shm/place-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    try systemCall { mkdir(place, 0o700) }
    defer { do { try FolderTree.remove(place) } catch { Issue.record("\(error)") } }
    let root = try JobFolders(root: place).current
    let first = JobFolders.identity(of: root)
    #expect(first != nil)
    #expect(try JobFolders.identity(of: JobFolders(root: place).current) == first)
    try FolderTree.remove(root)
    #expect(JobFolders.identity(of: root) == nil)
    #expect(try JobFolders.identity(of: JobFolders(root: place).current) != first)
  }
}
