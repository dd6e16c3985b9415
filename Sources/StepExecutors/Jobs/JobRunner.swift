import SystemPackage

/// Starts jobs on this machine and finds again those that an earlier halfhour started.
///
/// A job folder stays until `remove`, which a caller does when the outcome is durable elsewhere: a folder that isn't
/// there means that the job never started.
package struct JobRunner: Sendable {
  let shell: [String]
  let folders: JobFolders
  let watches = WatchSchedule()
  let workFolders = WorkFolders()

  /// Takes a POSIX shell, by its absolute path and with its options.
  package init(shell: [String] = ["/bin/sh"], folders: JobFolders) {
    self.shell = shell
    self.folders = folders
  }

  /// Claims the job and starts its process; throws before anything ran.
  package func start(_ request: JobRequest) async throws(JobStartError) -> RunningJob {
    let preparation = try JobPreparation(request, in: folders, workFolders, shell: shell)
    let started = ClockReading.now()
    let process: JobProcess
    do {
      process = try await JobProcess.spawn(request, preparation, shell: shell)
    } catch {
      preparation.remove()
      throw error
    }
    let session = JobSession(leader: process.pid, startTime: nil, folder: preparation.folder)
    let ending = LocalJobEnd(folder: preparation.folder, started: started, isLate: false)
    return RunningJob(
      collector: JobCollector(
        request: request, folder: preparation.folder, control: JobEnder(session: session), watches: watches,
        started: started,
        end: {
          switch await process.exit.result {
          case .success(let status): ending.view(ObservedExit(status))
          case .failure: ending.view(.unseen)
          }
        }))
  }

  /// Before the process lets go of its jobs: keeps nothing ready any more.
  package func close() { workFolders.close() }

  /// Removes what is left of a job, once its outcome is durable; `workRoot` is that of its request.
  package func remove(_ name: JobName, workRoot: String?) throws(JobStartError) {
    guard let folder = folders.existing(name) else { return }
    do {
      try FolderTree.remove(folder.work(of: name, in: workRoot))
      try JobFolders.remove(folder)
      if let workRoot { workFolders.stock(in: workRoot) }
    } catch {
      throw .failed(reason: "What is left of the job in \(folder.path) can't be removed: \(error).")
    }
  }
}
