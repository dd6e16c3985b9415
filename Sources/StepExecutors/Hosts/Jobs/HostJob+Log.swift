internal import Glibc
internal import Synchronization

extension HostJob: LogSource {
  /// Blocks of a log that come with one request.
  private static let portion = 256
  private static let mostOutputs = (JobOutputs.fileLimit / AgentConnection.blockSize) + 1

  func pull() async -> Int {
    await pullOutputs()
    let (folder, pulled, mayHavePrinted) = state.withLock { ($0.folder, $0.pulled, $0.mayHavePrinted) }
    guard mayHavePrinted, let folder, let connection = await quickConnection() else { return 0 }
    let block = pulled / AgentConnection.blockSize
    guard let bytes = await connection.read(folder + "/log", block: block, count: Self.portion) else {
      state.withLock { $0.wasLost = true }
      return 0
    }
    let new = bytes.dropFirst(pulled - block * AgentConnection.blockSize)
    guard !new.isEmpty, append(new, at: pulled) else { return 0 }
    state.withLock { $0.pulled += new.count }
    return new.count
  }

  /// What the job printed is complete only when the host could be asked for the last of it; a host that was given up isn't.
  private func quickConnection() async -> AgentConnection? {
    if case .success(let connection) = await site.connected() { return connection }
    guard state.withLock({ $0.isOver }), !isGivenUp else { return nil }
    let reached = await site.reached(within: Self.patienceForEnding, unless: { [self] in isGivenUp })
    if case .success(let connection) = reached { return connection }
    return nil
  }

  private var isGivenUp: Bool { state.withLock { $0.isGivenUp } }

  private func append(_ bytes: ArraySlice<UInt8>, at offset: Int) -> Bool {
    mkdir(mirror.path, 0o700)
    let file = open(mirror.log, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return false }
    defer { close(file) }
    var done = 0
    while done < bytes.count {
      let count = bytes.dropFirst(done).withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, off_t(offset + done)) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  /// The outputs come once, when the job is over.
  private func pullOutputs() async {
    guard state.withLock({ $0.isOver }), hasOutputs.exchange(false, ordering: .acquiringAndReleasing),
      let folder = state.withLock({ $0.folder }), let connection = await quickConnection(),
      let bytes = await connection.read(folder + "/output", block: 0, count: Self.mostOutputs)
    else { return }
    mkdir(mirror.path, 0o700)
    unlink(mirror.output)
    // Without room for them the job's outputs are missing, which its report says.
    do { try FileAccess.create(mirror.output, mode: 0o600, bytes) } catch { return }
  }

  /// In pieces of some size, because each costs the host a process.
  func release(upTo offset: Int) async {
    let folder = state.withLock { state -> String? in
      guard offset - state.released >= 8 << 20 else { return nil }
      state.released = offset
      return state.folder
    }
    guard let folder, case .success(let connection) = await site.connected() else { return }
    connection.tell("free", ["0", folder + "/log", String(offset)])
  }
}
