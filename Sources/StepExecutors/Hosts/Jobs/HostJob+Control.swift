internal import Synchronization

extension HostJob: JobControl {
  var leader: Int32 { state.withLock { $0.leader } }
  var decided: JobRecord.End? { state.withLock { $0.decided } }

  @discardableResult
  func end(as reason: JobRecord.End, grace: Duration) async -> JobEnding {
    let isOver = state.withLock { state in
      if !state.isOver { state.decided = state.decided ?? reason }
      return state.isOver
    }
    guard !isOver else { return JobEnding(survivors: [], killed: false) }
    // Where the host can't be reached now, whoever follows the job does this as soon as it can be.
    if let told = state.withLock({ $0.told }), !told.connection.isLost { await carryOutEnding(on: told.connection) }
    return state.withLock { $0.ending } ?? JobEnding(survivors: [], killed: false)
  }

  /// A supervisor that is gone may have left others behind, which its host sees to when it is told to.
  func finish(grace: Duration) async -> JobEnding {
    state.withLock { $0.decided = $0.decided ?? .timedOut }
    while true {
      switch await site.reached(within: Self.patienceForEnding) {
      case .failure: return JobEnding(survivors: state.withLock { $0.leftovers }, killed: false)
      case .success(let connection): await carryOutEnding(on: connection)
      }
      if let ending = state.withLock({ $0.ending }) { return ending }
    }
  }

  /// Tells the host to end the job, once; a connection that is lost meanwhile leaves it to the next.
  func carryOutEnding(on connection: AgentConnection) async {
    let task = state.withLock { state -> Task<JobEnding, Never>? in
      guard let reason = state.decided, state.ending == nil else { return nil }
      if let task = state.endingTask { return task }
      let task = Task { [self] in await end(as: reason, on: connection) }
      state.endingTask = task
      return task
    }
    _ = await task?.value
  }

  private func end(as reason: JobRecord.End, on connection: AgentConnection) async -> JobEnding {
    let word = reason.words.split(separator: " ").first.map(String.init) ?? "cancel"
    let reply = await connection.ask(
      "end", [request.name.folderName, word, String(max(1, request.grace.components.seconds))])
    guard let reply, reply.word == "over", reply.fields.count == 2 else {
      state.withLock { state in
        state.endingTask = nil
        state.wasLost = true
      }
      return JobEnding(survivors: [], killed: false)
    }
    let survivors = reply.fields[1].split(separator: ",").compactMap { Int32($0) }
    let ending = JobEnding(survivors: survivors, killed: reply.fields[0] == "yes")
    state.withLock { $0.ending = ending }
    return ending
  }

  func leftovers() async -> [Int32] { state.withLock { $0.leftovers } }

  /// A host's processes can be told by their environment on some systems alone, so nobody is looked for.
  func escaped() async -> [ProcessEntry] { [] }
}
