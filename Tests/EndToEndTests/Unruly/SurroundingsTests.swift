import Foundation
import Glibc
import Testing

/// What halfhour itself is started in: without a terminal, without outputs, short of descriptors or stack.
struct SurroundingsTests {
  /// Twenty steps at once, one after them with an output, and a check of what it gave.
  private static let phases = """
    install:
    \((1...20).map { "  - { id: s\($0), needs: [], run: 'echo a; sleep 0.05; echo b' }" }.joined(separator: "\n"))
      - { id: give, run: 'echo word=here >>"$HALFHOUR_OUTPUT"', outputs: [word] }
    verify:
      - { id: see, with: { word: "{{ steps.give.word }}" }, run: 'test "$word" = here', expect: { exit: 0 }, seen_red: { skip: no } }
    """

  private static let drill = #""$0" drill shop.yaml"#

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "\(drill) <&-", "\(drill) >&-", "\(drill) 2>&-", "\(drill) <&- >&- 2>&-", "\(drill) >/dev/full",
      "\(drill) >/dev/full 2>&1", "(\(drill); echo $? >status) | head -n 1; exit $(cat status)",
      "nohup \(drill) </dev/null", "trap '' HUP INT TERM QUIT PIPE CHLD USR1; \(drill)",
      "ulimit -s 512; \(drill)", "ulimit -c 0; ulimit -f 1000000; \(drill)",
      "cd /; exec \(drill.replacing("shop", with: "$HOME/shop"))",
      "ulimit -n 64; \(drill)", "ulimit -n 48; \(drill)", "ulimit -S -n 32; \(drill)",
      #"exec python3 "$HOME/inherit.py" "$0" drill shop.yaml"#, "setsid -w \(drill)",
      "env -i HALFHOUR_STATE=$HALFHOUR_STATE \(drill)",
    ])
  func `a run goes on to its end`(command: String) async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.phases)
      try scene.write(
        "inherit.py",
        """
        import os, resource, sys
        resource.setrlimit(resource.RLIMIT_NOFILE, (6000, 6000))
        for _ in range(4000):
            os.set_inheritable(os.open("/dev/null", os.O_RDONLY), True)
        os.execv(sys.argv[1], sys.argv[1:])
        """)
      let end = try await scene.shell(command).end()
      #expect(end.exit == 0, "\(end)")
      let run = try scene.run()
      let outcomes = try run.outcomes()
      #expect(outcomes.count == 22 && Set(outcomes.values) == ["passed"], "\(outcomes)")
      #expect(try run.journal().last?.fields["verdict"] as? String == "passed")
      for number in 1...20 { #expect(try run.log("shop.s\(number).1") == Data("a\nb\n".utf8)) }
      #expect(scene.jobFolders == [])
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a limit that leaves no room for a single job is refused in words`() async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.phases)
      let end = try await scene.shell("ulimit -n 18; \(Self.drill)").end()
      #expect(end.exit == 2 && end.err.contains("Only 18 files can be open at once") && end.err.contains("ulimit -n"))
      #expect(scene.runNames.isEmpty)
    }
  }

  /// What a job inherits of open files, ignored signals and variables must not depend on how halfhour was started.
  @Test(.timeLimit(.minutes(1)), arguments: ["", "trap '' HUP INT TERM QUIT PIPE; exec 7</dev/null 8>>x;"])
  func `a job starts with clean signals and descriptors`(before: String) async throws {
    try await Scene.play { scene in
      try scene.runbook(
        """
        verify:
          - id: see
            # Perl ignores the signal of broken arithmetic by itself.
            run: |
              #!/usr/bin/perl
              opendir my $d, "/proc/self/fd"; my @f = sort { $a <=> $b } grep { /^[0-9]+$/ && $_ != fileno $d } readdir $d;
              open my $s, "<", "/proc/self/status"; my ($i) = map { /^SigIgn:\\s+(\\S+)/ ? $1 : () } <$s>;
              print "@f ", (hex(substr($i, -8)) & 0x387f7f), "\\n";
            expect: { equals: "0 1 2 0" }
            seen_red: { skip: no }
        """)
      let end = try await scene.shell(before + Self.drill).end()
      #expect(end.exit == 0, "\(end)")
    }
  }

  /// A real terminal that goes away, as when the network to it does: the pseudo terminal's master is killed.
  @Test(.timeLimit(.minutes(1)))
  func `a run goes on when its terminal is gone`() async throws {
    try await Scene.play { scene in
      try scene.runbook(
        """
        install:
          - { id: slow, run: "echo x >>\(scene.folder)/slow; sleep 1; echo y >>\(scene.folder)/slow" }
        verify:
          - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: no } }
        """)
      let program = try scene.shell(
        #"exec script -q -c "'$0' drill shop.yaml" /dev/null"#, environment: ["TERM": "xterm"])
      try await scene.until("the job runs") { scene.lines("slow") == ["x"] }
      #expect(program.out.contains("\u{1B}["), "it draws on a terminal")
      try await program.murder()
      try await scene.until("the run is over") { (try? scene.run().journal().last?.entry) == "run-finished" }
      #expect(try scene.run().journal().last?.fields["verdict"] as? String == "passed")
      #expect(scene.lines("slow") == ["x", "y"])
      let run = try scene.run().name
      try await scene.until("all processes are gone") { Processes.ofRun(run).isEmpty }
    }
  }

  /// No process of another user counts here, so that the limit hits the same number every time; root knows no such limit.
  @Test(.timeLimit(.minutes(1)), .enabled(if: geteuid() == 0))
  func `a user who may start no more processes is told so, and nothing is lost`() async throws {
    try await Scene.play { scene in
      try scene.runbook(Self.phases)
      for place in [scene.folder, scene.runtime] { chown(place, 54323, 54323) }
      let user = "setpriv --reuid 54323 --regid 54323 --clear-groups"
      let short = try await scene.shell("\(user) prlimit --nproc=12 \(Self.drill)").end()
      #expect(short.exit == 1, "\(short)")
      #expect(short.out.contains("can't be started") || short.out.contains("exit 2"), "\(short)")
      #expect(try scene.run().journal().last?.entry == "run-finished")
      let enough = try await scene.shell("\(user) prlimit --nproc=200 \(Self.drill)").end()
      #expect(enough.exit == 0, "\(enough)")
    }
  }
}
