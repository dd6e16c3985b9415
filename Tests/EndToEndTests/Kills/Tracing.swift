/// Runs halfhour under strace, which can do things to it at a system call.
enum Tracing {
  /// Threads are followed, jobs are not: a job's process is let go as soon as it is another program.
  ///
  /// strace counts the calls of each thread apart; the journal is written by one thread alone.
  static func command(in scene: Scene, _ options: [String]) -> [String] {
    ["strace", "-f", "--detach-on=execve", "-o", scene.path("trace")] + options
  }

  static func start(_ arguments: [String], in scene: Scene, _ options: [String]) throws -> Program {
    try scene.start(
      arguments, through: command(in: scene, options), environment: ["LIBDISPATCH_COOPERATIVE_POOL_STRICT": "1"])
  }

  /// The length of the group of lines that was written to the journal and not yet made durable when the program died.
  static func unacknowledged(in scene: Scene) throws -> Int {
    let group = /write\((\d+), "\{\\"prev\\".* = (\d+)$/
    let sync = /fdatasync\((\d+).* = 0$/
    var last: (file: Substring, length: Int)?
    for call in calls(in: scene) {
      if let match = call.firstMatch(of: group) { last = (match.1, Int(match.2) ?? 0) }
      if let match = call.firstMatch(of: sync), match.1 == last?.file { last = nil }
    }
    return last?.length ?? 0
  }

  /// The calls that came to their end; one that another thread's calls come between is printed in two lines.
  private static func calls(in scene: Scene) -> [String] {
    var begun: [Substring: String] = [:]
    return scene.lines("trace").compactMap { line in
      let thread = line.prefix { $0 != " " }
      if line.contains("<unfinished ...>") {
        begun[thread] = line
        return nil
      }
      return line.contains(" resumed>") ? (begun.removeValue(forKey: thread) ?? "") + line : line
    }
  }
}
