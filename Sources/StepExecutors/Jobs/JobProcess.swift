import Glibc
internal import RunEngine
import Subprocess
import SystemPackage

/// The spawned supervisor: our child, in a session of its own.
struct JobProcess: Sendable {
  let pid: Int32
  /// How it ended, once it did; nobody's cancellation reaches the process through it.
  let exit: Task<TerminationStatus, any Error>

  /// Spawns the supervisor with both outputs going to the job's log, and returns when it runs.
  static func spawn(
    _ request: JobRequest, _ preparation: JobPreparation, shell: [String]
  ) async throws(JobStartError) -> JobProcess {
    let folder = preparation.folder
    let log = open(folder.log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard log >= 0 else {
      throw .failed(reason: "The job's log \(folder.log) can't be made: \(Errno(rawValue: errno)). Make room there.")
    }
    var options = PlatformOptions()
    options.createSession = true
    let configuration = Configuration(
      executable: .path(FilePath(shell[0])),
      arguments: Arguments(Array(shell.dropFirst()) + [folder.supervisor]),
      environment: .custom(environment(request, folder)),
      workingDirectory: FilePath(preparation.work),
      platformOptions: options)
    let output = FileDescriptor(rawValue: log)
    // Tasks of their own: swift-subprocess kills the child when the task that runs it is cancelled, and a start that was
    // begun must be seen to its end.
    let spawned = SpawnSignal()
    let exit = Task<TerminationStatus, any Error>(executorPreference: EngineThread.shared) {
      defer { spawned.send(nil) }
      return try await Subprocess.run(
        configuration, input: .none,
        output: .fileDescriptor(output, closeAfterSpawningProcess: true), error: .combinedWithOutput
      ) { execution in
        spawned.send(execution.processIdentifier.value)
      }.terminationStatus
    }
    if let pid = await spawned.receive() { return JobProcess(pid: pid, exit: exit) }
    switch await exit.result {
    case .failure(let error): throw .failed(reason: "The shell \(shell[0]) can't be started: \(error)")
    case .success: throw .failed(reason: "The shell \(shell[0]) can't be started.")
    }
  }

  private static func environment(_ request: JobRequest, _ folder: JobFolder) -> [[UInt8]] {
    let own = [
      NamedValue("HALFHOUR_OUTPUT", folder.output), NamedValue("HALFHOUR_PROGRESS", folder.progress),
      NamedValue("HALFHOUR_RUN", request.name.run), NamedValue("HALFHOUR_STEP", request.name.step),
      NamedValue("HALFHOUR_MODE", request.mode),
    ]
    // The library hands the bytes to the kernel as they are, which wants each entry closed.
    return (request.environment + own).map { Array("\($0.name)=\($0.value)".utf8) + [0] }
  }
}
