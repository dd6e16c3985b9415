/// Runs halfhour under strace, which can do things to it at a system call.
enum Tracing {
  /// Threads are followed, jobs are not: a job's process is let go as soon as it is another program.
  ///
  /// strace counts calls by thread, so the program's own work is given one thread.
  static func start(_ arguments: [String], in scene: Scene, _ options: [String]) throws -> Program {
    try scene.start(
      arguments, through: ["strace", "-f", "--detach-on=execve", "-o", scene.path("trace")] + options,
      environment: ["LIBDISPATCH_COOPERATIVE_POOL_STRICT": "1"])
  }

  /// The length of the group of lines that was written to the journal and not yet made durable when the program died.
  static func unacknowledged(in scene: Scene) throws -> Int {
    let group = /write\((\d+), "\{\\"prev\\".*\.\.\., (\d+)/
    let sync = /fdatasync\((\d+)/
    var last: (file: Substring, length: Int)?
    // A call that another thread's calls come between is printed in two lines.
    var pending: Substring?
    for line in scene.lines("trace") {
      if let match = line.firstMatch(of: group) { last = (match.1, Int(match.2) ?? 0) }
      if let match = line.firstMatch(of: sync) { pending = match.1 }
      guard let file = pending, line.contains("fdatasync"), line.hasSuffix("= 0") else { continue }
      if file == last?.file { last = nil }
      pending = nil
    }
    return last?.length ?? 0
  }
}
