import Testing

@testable import StepExecutors

struct AgentJobTests {
  @Test(.inRoom, arguments: RoomShell.allCases)
  func `an agent tells what its host is, also after a login that prints`(_ shell: RoomShell) async throws {
    try await Room.with(RoomLayout(shell: shell)) { room in
      let login = "echo 'Welcome!'; echo 'token ready 1 2 3' >&2; printf 'no newline'; printf '\\377\\0' >&2; exec sh"
      let agent = try await room.agent(through: ["/.host/usr/bin/dash", "-c", login])
      let hello = agent.hello
      #expect(hello.place == "/run/halfhour-jobs-0")
      #expect(hello.desk == "/var/tmp/halfhour-jobs-0")
      #expect(hello.identity != "-")
      #expect(hello.earlierIdentity == "-")
      #expect(hello.leader == "setsid")
      #expect(hello.executes)
      #expect(hello.user == 0)
      #expect(hello.system.hasPrefix("Linux "))
      #expect(hello.boot == BootIdentity.current)
      #expect(abs(hello.uptime - Double(hello.seen.boot) / 1e9) < 60)
      #expect(abs(hello.clockOffset.components.seconds) < 60)
      let later = try await room.agent(earlierPlace: hello.place)
      #expect(later.hello.earlierIdentity == hello.identity)
      #expect(later.hello.identity == hello.identity)
    }
  }

  @Test(.inRoom, arguments: RoomShell.allCases)
  func `a job gets what it is given, and what it leaves arrives`(_ shell: RoomShell) async throws {
    try await Room.with(RoomLayout(shell: shell)) { room in
      let agent = try await room.agent(through: ["/.host/usr/bin/dash", "-c", "umask 027; exec sh"])
      var request = agent.request(
        """
        echo out
        echo err >&2
        umask
        echo "$HALFHOUR_RUN $HALFHOUR_STEP $HALFHOUR_MODE"
        /.host/usr/bin/printf '%s|' "$a" "$b" "$c" >values
        /.host/usr/bin/printenv a
        echo "to=x" >>"$HALFHOUR_OUTPUT"
        IFS=' ' read -r pid name state parent group rest </proc/self/stat
        /.host/usr/bin/ps -o pgid=,sid= -p $$ >ids
        exit 3
        """)
      let odd = "it's \\n \"$HOME\" `id` \t*\n\nl\u{e9}\u{301} \u{1F468} \\"
      let long = String(repeating: "x", count: 100_000) + "'\\"
      request.values = [NamedValue("a", odd), NamedValue("b", ""), NamedValue("c", long)]
      let job = try await agent.start(request)
      let end = try await job.end()
      #expect(end.status == 3)
      #expect(
        end.log == "out\nerr\n0027\nrun step drill\n\(odd)\n" || end.log == "out\nerr\n027\nrun step drill\n\(odd)\n")
      #expect(end.output == "to=x\n")
      let state = end.state
      #expect(state.hasPrinted && state.hasOutputs && !state.hasLeftovers)
      #expect(state.record?.end == .exited(3))
      let work = "/var/tmp/halfhour-jobs-0/" + job.folder.split(separator: "/").last! + ".work"
      #expect(room.contents(work + "/values") == "\(odd)||\(long)|")
      guard case .process(let pid, let boot)? = state.mark else { throw RoomFault("no mark") }
      #expect(boot == agent.hello.boot)
      let ids = room.contents(work + "/ids")?.split(whereSeparator: \.isWhitespace).map(String.init)
      #expect(ids == ["\(pid)", "\(pid)"])
      #expect(try await job.read("values") == "", "values stay nowhere")
      let quiet = try await agent.run("true", "quiet")
      #expect(!quiet.state.hasPrinted && !quiet.state.hasOutputs && quiet.status == 0)
    }
  }

  static let endings: [(script: String, status: Int32, log: String)] = [
    ("exit 4", 4, ""), ("set -e\nfalse\ntrue", 1, ""), ("exec sh -c 'exit 5'", 5, ""), ("trap 'exit 6' EXIT", 6, ""),
    ("sh -c 'kill -9 $$'", 137, "*"), ("echo $$; exit 7", 7, "*"), ("#!/bin/sh\nexit 11", 11, ""),
    ("#!/.host/usr/bin/perl -l\nprint 'perl'; exit 12", 12, "perl\n"), ("kill -s TERM $$", 143, "*"),
    ("kill -s TERM 0; sleep 5", 143, "*"), ("no-such-command 2>&-", 127, ""), ("cat; echo read", 0, "read\n"),
  ]

  @Test(.inRoom, arguments: RoomShell.allCases)
  func `however a script runs, its end is known`(_ shell: RoomShell) async throws {
    let noexec = "mount -t tmpfs -o noexec,mode=755 room run"
    for mounts in ["", noexec] {
      try await Room.with(RoomLayout(shell: shell, mounts: mounts)) { room in
        let agent = try await room.agent()
        #expect(agent.hello.executes == mounts.isEmpty)
        for (number, (script, status, log)) in Self.endings.enumerated() {
          for timeout in [nil, Duration.seconds(30)] {
            var request = agent.request(script, "step-\(number)-\(timeout == nil)")
            request.timeout = timeout
            let end = try await agent.start(request).end()
            #expect(end.status == status, "\(script), \(timeout == nil ? "no" : "a") time-out, \(mounts)")
            if log != "*" { #expect(end.log == log, "\(script)") }
          }
        }
      }
    }
  }

  @Test(.inRoom, arguments: RoomShell.allCases)
  func `long lines and growing binary files arrive byte for byte`(_ shell: RoomShell) async throws {
    try await Room.with(RoomLayout(shell: shell)) { room in
      let agent = try await room.agent()
      let long = String(repeating: "0123456789", count: 20_000)
      let printed = try await agent.run("echo \(long)", "long")
      #expect(printed.log == long + "\n")
      let job = try await agent.start(
        """
        /.host/usr/bin/printf 'a\\000\\377\\n'
        while [ ! -e "$HALFHOUR_OUTPUT" ]; do :; done
        /.host/usr/bin/head -c 10000 /dev/zero
        /.host/usr/bin/printf 'end'
        """, "growing")
      var bytes: [UInt8] = []
      try await room.until("the first bytes are there") {
        bytes = try #require(await agent.connection.read(job.folder + "/log", block: 0, count: 256))
        return !bytes.isEmpty
      }
      #expect(bytes == [97, 0, 255, 10])
      _ = try await agent.inside("echo x >\(job.folder)/output; _hh_say $_hh_tag ok")
      _ = try await job.end()
      let all = try #require(await agent.connection.read(job.folder + "/log", block: 0, count: 256))
      #expect(all == [97, 0, 255, 10] + [UInt8](repeating: 0, count: 10_000) + Array("end".utf8))
      let middle = try #require(await agent.connection.read(job.folder + "/log", block: 1, count: 1))
      #expect(middle == Array(all[4096..<8192]))
      let last = try #require(await agent.connection.read(job.folder + "/log", block: 2, count: 4))
      #expect(last == Array(all[8192...]))
      for (file, block) in [("log", 3), ("none", 0)] {
        let nothing = await agent.connection.read("\(job.folder)/\(file)", block: block, count: 1)
        #expect(nothing == [])
      }
    }
  }
}
