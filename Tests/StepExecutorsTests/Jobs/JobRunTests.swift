import Glibc
import Testing

@testable import StepExecutors

struct JobRunTests {
  static let endings: [(script: String, status: Int32)] = [
    ("true", 0), ("exit 3", 3), ("fi", -1), ("f() {", -1), ("if true; then", -1), ("set -e\nfalse\ntrue", 1),
    ("set -u\necho $nothing\ntrue", -1), ("return 4", 4), ("no-such-command", 127), ("exec sh -c 'exit 5'", 5),
    ("trap 'exit 6' EXIT", 6), ("(exit 7)", 7), ("kill -9 $$", 137), ("sh -c 'kill -9 $PPID'; sleep 1", -1),
    ("set -C; set -x; exit 8", 8), ("readonly x=1; x=2; true", -1), ("cd /; echo a | cat; exit 9", 9), ("", 0),
    ("eval 'exit 10'", 10), ("#!/bin/sh\nexit 11", 11), ("#!/bin/sh -e\nfalse\nexit 0", 1),
    ("#!/usr/bin/env bash\n[[ $BASH_VERSION ]] && exit 12", 12), ("#!/usr/bin/awk -f\nBEGIN { exit 13 }", 13),
    ("IFS=x\nexit 14", 14), ("sleep 0 & wait; exit 15", 15), ("alias exit=true; exit 16", -2),
    ("ulimit -f 0; exit 17", 17),
  ]

  @Test(arguments: JobStand.shells, endings)
  func `every end of a script is recorded`(_ shell: [String], _ ending: (script: String, status: Int32)) async throws {
    let stand = try JobStand(shell: shell)
    for timeout in [nil, Duration.seconds(20)] {
      var request = stand.request(ending.script + "\n")
      request.timeout = timeout
      let job = try await stand.runner.start(request)
      let result = await job.result()
      let folder = try #require(stand.runner.folders.existing(request.name))
      switch result.termination {
      case .exited(let status):
        #expect(folder.record()?.end == .exited(status))
        // -1 stands for any failure, -2 for anything that is recorded.
        if ending.status >= 0 { #expect(status == ending.status) } else if ending.status == -1 { #expect(status != 0) }
      case .signalled(9): #expect(ending.script.contains("kill -9"))
      default: Issue.record("\(result.termination)")
      }
      // A watchdog that was dismissed may still be on its way out.
      try await stand.until("nothing of the job is left") { ProcessTable.members(ofSession: job.process).isEmpty }
      try stand.runner.remove(request.name, workRoot: request.workRoot)
      #expect(stand.runner.folders.existing(request.name) == nil)
    }
    #expect(FolderTree.names(in: stand.path + "/work").allSatisfy { $0.hasPrefix("spare-") })
  }

  @Test(arguments: JobStand.shells)
  func `values arrive as they are`(_ shell: [String]) async throws {
    let stand = try JobStand(shell: shell)
    let values = [
      "it's \"quoted\"", "$(touch ran) `touch ran` ${HOME}", "two\nlines\n", "-n -e --", "übergrün ☃", "\\ \\n \\", "",
      " a  b ",
      "*", "~", "!x #y", "\t", String(repeating: "x'", count: 60_000),
    ]
    for script in ["", "trap : USR1\n", "#!/bin/bash\n"] {
      var request = stand.request(
        script + values.indices.map { "printf '%s|' \"$v\($0)\"\n" }.joined() + "test ! -e ran || exit 1\n")
      request.values = values.enumerated().map { NamedValue("v\($0)", $1) }
      request.logFile += script.isEmpty ? "" : script.prefix(4).filter(\.isLetter)
      #expect(try await stand.run(request).termination == .exited(0))
      #expect(stand.log(of: request) == values.map { $0 + "|" }.joined())
    }
  }

  @Test(arguments: ["1a", "a-b", "", "PPID", "_hh_status", "HALFHOUR_RUN", "a b", "ü"])
  func `a name that no variable can have is refused before the claim`(_ name: String) async throws {
    let stand = try JobStand()
    var request = stand.request("true")
    request.values = [NamedValue(name, "x")]
    await #expect(throws: JobStartError.self) { try await stand.runner.start(request) }
    #expect(stand.runner.folders.existing(request.name) == nil)
    request.values = [NamedValue("name", "x\0y")]
    await #expect(throws: JobStartError.self) { try await stand.runner.start(request) }
    request.values = [NamedValue("name", String(repeating: "x", count: 128_001))]
    await #expect(throws: JobStartError.self) { try await stand.runner.start(request) }
  }

  @Test func `no secret stands where other users or later readers look`() async throws {
    let stand = try JobStand()
    for script in ["sleep 3\n", "trap : USR1\nsleep 3\n"] {
      var request = stand.request("test \"$key\" = s3cret-value || exit 1\n: >seen\n" + script)
      request.values = [NamedValue("key", "s3cret-value")]
      request.timeout = script.hasPrefix("trap") ? .seconds(10) : nil
      let job = try await stand.runner.start(request)
      let folder = try #require(stand.runner.folders.existing(request.name))
      let work = folder.work(of: request.name, in: request.workRoot)
      try await stand.until("the script runs") { FileAccess.exists(work + "/seen") }
      for process in ProcessTable.members(ofSession: job.process) {
        let line = FileAccess.contents(of: "/proc/\(process.pid)/cmdline", atMost: 1 << 20) ?? []
        #expect(!String(decoding: line, as: UTF8.self).contains("s3cret-value"))
      }
      let environment = FileAccess.contents(of: "/proc/\(job.process)/environ", atMost: 1 << 20) ?? []
      #expect(!environment.isEmpty)
      #expect(!String(decoding: environment, as: UTF8.self).contains("s3cret-value"))
      #expect(FileAccess.contents(of: folder.values, atMost: 10) == [])
      #expect(await job.result().termination == .exited(0))
      try stand.runner.remove(request.name, workRoot: request.workRoot)
    }
  }

  @Test func `a job finds its files, its work folder and its names`() async throws {
    let stand = try JobStand()
    let tool = stand.path + "/tool"
    try FileAccess.create(
      tool, mode: 0o755, "#!/bin/sh\necho tool \"$HALFHOUR_RUN/$HALFHOUR_STEP/$HALFHOUR_MODE\"\npwd\n".utf8)
    var request = stand.request("./tool\n./sub/tool >/dev/null\necho x=1 >>\"$HALFHOUR_OUTPUT\"\n")
    request.files = [JobFile(source: tool, target: "tool"), JobFile(source: tool, target: "sub/tool")]
    request.outputs = ["x"]
    let result = try await stand.run(request)
    #expect(result.succeeded)
    #expect(result.outputs == ["x": "1"])
    let log = try #require(stand.log(of: request))
    let work = try #require(request.workRoot)
    #expect(log == "tool run/step/drill\n\(work + "/" + request.name.folderName)\n")
    request.files = [JobFile(source: tool, target: "../tool")]
    await #expect(throws: JobStartError.self) { try await stand.runner.start(request) }
    request.files = [JobFile(source: tool + "-missing", target: "tool")]
    await #expect(throws: JobStartError.self) { try await stand.runner.start(request) }
    #expect(stand.runner.folders.existing(request.name) == nil)
  }

  @Test func `a job is started once`() async throws {
    let stand = try JobStand()
    let request = stand.request("sleep 0.1")
    let job = try await stand.runner.start(request)
    await #expect(throws: JobStartError.self) { try await stand.runner.start(request) }
    _ = await job.result()
    await #expect(throws: JobStartError.self) { try await stand.runner.start(request) }
    try stand.runner.remove(request.name, workRoot: request.workRoot)
  }

  @Test func `a server that a job leaves behind lives on`() async throws {
    let stand = try JobStand()
    var request = stand.request("sleep 30 >/dev/null 2>&1 & echo $! >&2\n")
    request.timeout = .seconds(20)
    let result = try await stand.run(request)
    #expect(result.termination == .exited(0))
    let server = try #require(stand.log(of: request).flatMap { Int32($0.filter(\.isNumber)) })
    // The shell that started it may still be on its way out.
    #expect(result.leftovers.contains(server))
    #expect(kill(server, SIGKILL) == 0)
  }

  @Test func `a shell that isn't there leaves no claim`() async throws {
    let stand = try JobStand(shell: ["/no/shell"])
    await #expect(throws: JobStartError.self) { try await stand.runner.start(stand.request("true")) }
    #expect(stand.runner.folders.existing(stand.request("true").name) == nil)
  }

  @Test func `progress is read while the job runs`() async throws {
    let stand = try JobStand()
    let request = stand.request("echo progress=42/100 >>\"$HALFHOUR_PROGRESS\"\nsleep 0.2\n")
    let job = try await stand.runner.start(request)
    try await stand.until("progress comes") { job.progress() != nil }
    #expect(job.progress()?.done == 42)
    _ = await job.result()
    try stand.runner.remove(request.name, workRoot: request.workRoot)
  }
}
