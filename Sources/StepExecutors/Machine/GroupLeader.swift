internal import Glibc
internal import SystemPackage

/// Starts a program that leads a process group of its own, with the signals as a shell has them.
///
/// By hand, because swift-subprocess hands on no descriptor besides the three streams, and tells of ends, but not of halts.
enum GroupLeader {
  /// Starts the words, the first of which is a path; `streams` says which of our descriptors are which of its own.
  static func spawn(
    _ words: [String], environment: [String: String], streams: [(ours: Int32, its: Int32)] = []
  ) throws(Errno) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for stream in streams { posix_spawn_file_actions_adddup2(&actions, stream.ours, stream.its) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let command = words.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (command + variables).forEach { free($0) } }
    var pid: pid_t = 0
    let fault = posix_spawn(&pid, words[0], &actions, &attributes, command, variables)
    guard fault == 0 else { throw Errno(rawValue: fault) }
    return pid
  }
}
