/// Runs halfhour under strace, which can do things to it at a system call.
enum Tracing {
  /// Threads are followed, jobs are not: a job's process is let go as soon as it is another program.
  ///
  /// strace counts calls by thread, so the program's own work is given one thread.
  static func start(_ arguments: [String], in scene: Scene, _ options: [String]) throws -> Program {
    try scene.start(
      arguments, environment: ["LIBDISPATCH_COOPERATIVE_POOL_STRICT": "1"],
      through: ["strace", "-f", "--detach-on=execve", "--seccomp-bpf", "-o", scene.path("trace")] + options)
  }
}
