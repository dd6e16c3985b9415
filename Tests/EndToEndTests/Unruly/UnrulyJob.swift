import Glibc

/// Ways in which a job makes itself hard to end; each would last for half a minute or more if it were left alone.
struct UnrulyJob: Sendable {
  let id: String
  let script: String

  /// All of them; some need another user, whose processes only root can make.
  static var all: [UnrulyJob] { common + (geteuid() == 0 ? ofOthers : []) }

  private static let common = [
    UnrulyJob(id: "plain", script: "sleep 50; sleep 50"),
    UnrulyJob(id: "deaf", script: "trap '' TERM INT HUP QUIT\nsleep 50; sleep 50"),
    UnrulyJob(id: "deaf-child", script: "(trap '' TERM; sleep 50; sleep 50) &\nsleep 50"),
    // Each one forks and ends, so that no pid that was looked up is there any more; the count bounds it.
    UnrulyJob(id: "leapfrog", script: "perl -e 'for (1..60000) { exit if fork } sleep 50'\nsleep 50"),
    UnrulyJob(id: "many", script: "i=0; while [ $i -lt 200 ]; do sleep 50 & i=$((i + 1)); done; wait"),
    UnrulyJob(id: "double-fork", script: "((sleep 50 &) &)\nsleep 50"),
    UnrulyJob(id: "silent", script: "exec >&- 2>&- <&-\nsleep 50; sleep 50"),
    UnrulyJob(id: "own-group", script: "perl -e 'setpgrp; $SIG{TERM} = q(IGNORE); sleep 50 for 1..9' &\nsleep 50"),
    UnrulyJob(id: "job-control", script: "#!/bin/bash\nset -m\nsleep 50 & sleep 50 & wait"),
    UnrulyJob(id: "stopped", script: "kill -STOP $$\nsleep 50"),
    UnrulyJob(id: "stopped-child", script: "sleep 50 & kill -STOP $!; sleep 50"),
    UnrulyJob(id: "all-stopped", script: "kill -STOP 0\nsleep 50"),
    UnrulyJob(id: "replaced", script: "sleep 50 & exec sleep 50"),
    UnrulyJob(id: "noisy", script: "while :; do echo noise; sleep 0.001; done"),
  ]

  private static let ofOthers = [
    UnrulyJob(id: "other-user", script: "setpriv --reuid 54321 --regid 54321 --clear-groups sleep 50"),
    // A real one: what keeps the machine alive is the limit of that user, who has no other process.
    UnrulyJob(
      id: "fork-bomb",
      script: "setpriv --reuid 54322 --regid 54322 --clear-groups prlimit --nproc=40 perl -e 'fork while 1'"),
  ]

  /// Steps that run side by side; each notes that it is there before it misbehaves.
  static func steps(_ jobs: [UnrulyJob], in scene: Scene, keys: String = "") -> String {
    jobs.map { job in
      let lines = job.script.split(separator: "\n").map(String.init)
      let isProgram = lines[0].hasPrefix("#!")
      let script =
        (isProgram ? [lines[0]] : []) + ["echo here; echo x >\(scene.folder)/here-\(job.id)"]
        + lines.dropFirst(isProgram ? 1 : 0)
      return """
          - id: \(job.id)
            needs: []
            on_failure: continue\(keys)
            run: |
        \(script.map { "      \($0)" }.joined(separator: "\n"))
        """
    }.joined(separator: "\n")
  }

  static func runbook(_ jobs: [UnrulyJob], in scene: Scene, keys: String = "") -> String {
    """
    install:
    \(steps(jobs, in: scene, keys: keys))
    verify:
      - { id: see, run: "true", expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
    """
  }

  /// Waits until each of them has begun, and a moment more for what it does then.
  static func begun(_ jobs: [UnrulyJob], in scene: Scene) async throws {
    try await scene.until("all jobs run") { jobs.allSatisfy { scene.exists("here-\($0.id)") } }
    try await Task.sleep(for: .milliseconds(300))
  }
}
