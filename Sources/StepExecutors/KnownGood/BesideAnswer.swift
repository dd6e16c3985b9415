internal import Glibc
internal import KnownGood
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// Fetches the answer that was captured beside a backup, from this machine or from the backup's host.
struct BesideAnswer: Sendable {
  let request: AttemptRequest
  let values: AttemptValues
  let pool: HostPool
  /// The runbook's folder, from which relative paths are read.
  let folder: String
  /// Where the answer of a host is put before it is read.
  let scratch: String
  let cancellation: Cancellation

  /// How long a host may take.
  private static let patience = Duration.seconds(60)

  /// The file's bytes, and its place in words; nil bytes where there is no such file.
  func fetch(_ path: SourceText) async throws(StepProblem) -> (bytes: [UInt8]?, place: String) {
    let check = request.step.proof?.check ?? request.step.id
    let file = try KnownGoodStore.path(of: check.step, beside: values.fill(path))
    guard let host = AddressText.hostPrefix(of: path.text) else {
      let file = PathText.resolve(file, in: folder)
      return (try Self.read(file), file)
    }
    guard let access = request.hosts[host] else { throw StepProblem("nothing is known of the host \(host)") }
    let end = CopyEnd(
      site: pool.site(access, as: request.step.step.become), path: String(file.dropFirst(host.text.count + 1)))
    do throws(TransferFailure) {
      return (try await fetch(end), "\(end.path) on \(host)")
    } catch {
      throw StepProblem("the known-good answer \(end.path) on \(host) can't be read: \(Self.words(error))")
    }
  }

  /// A file of this machine; nil where there is none.
  static func read(_ path: String) throws(StepProblem) -> [UInt8]? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw StepProblem("the known-good answer \(path) can't be read: \(String(cString: strerror(errno)))")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw StepProblem("\(KnownGoodProblem(file: path, "this is no file"))")
    }
    guard status.st_size <= KnownGoodFile.largest else {
      throw StepProblem(
        "\(KnownGoodProblem(file: path, "the file has \(status.st_size) bytes, too many for an answer"))")
    }
    do {
      return try FileCopier(deadline: nil, cancellation: Cancellation()).read(path, atMost: KnownGoodFile.largest)
    } catch {
      throw StepProblem("the known-good answer can't be read: \(error)")
    }
  }

  private func fetch(_ end: CopyEnd) async throws(TransferFailure) -> [UInt8]? {
    let patience = min(request.step.step.timeout ?? Self.patience, Self.patience)
    let desk = FilesDesk(
      watch: TransferWatch(deadline: ClockReading.now().boot + patience.nanoseconds, cancellation: cancellation))
    if let site = end.site {
      let reached = await site.reached(within: patience) { cancellation.isCancelled }
      if case .failure(let problem) = reached { throw .host(problem) }
    }
    let facts = try await desk.look(at: end, asSource: true).facts
    guard facts.kind != .none else { return nil }
    guard facts.kind == .file else { throw .problem("it is no file") }
    guard facts.size <= KnownGoodFile.largest else {
      throw .problem("it has \(facts.size) bytes, too many for an answer")
    }
    let target = CopyEnd(site: nil, path: "\(scratch)/known-good-\(request.attempt)")
    defer { unlink(target.path) }
    let log = TransferLog(path: target.path + ".log", redactor: values.redactor)
    defer {
      log.close()
      unlink(target.path + ".log")
    }
    let copy = HostCopy(
      content: .end(end), target: target, mode: 0o600, step: "known-good \(request.run) \(request.attempt)", desk: desk,
      log: log, hasOpenPaths: false)
    try await copy.run()
    do { return try Self.read(target.path) } catch { throw .problem(error.message) }
  }

  private static func words(_ failure: TransferFailure) -> String {
    switch failure {
    case .cancelled: "it was cancelled"
    case .timedOut: "the host took too long"
    case .host(let problem): problem.words
    case .lost(let words), .problem(let words): words
    }
  }
}
