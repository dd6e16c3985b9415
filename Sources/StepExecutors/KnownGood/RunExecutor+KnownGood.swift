internal import Digests
internal import Expressions
internal import KnownGood
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What the recorded answer says of what a check saw.
enum KnownGoodVerdict {
  /// Equal, or there is nothing to compare with because none is asked for or answers are being recorded.
  case holds
  /// Equal, and the check asks another thing now than when the answer was recorded.
  case stale
  case differs(Mismatch)
}

extension RunExecutor {
  func knownGoodVerdict(
    _ observation: Observation, holdsOtherwise: Bool, _ request: AttemptRequest, _ values: AttemptValues
  ) async throws(StepProblem) -> KnownGoodVerdict {
    guard let expectation = request.step.step.expect?.knownGood else { return .holds }
    let check = KnownGoodCheck(
      expectation: expectation, request: request, values: values, keeping: places.answers,
      question: question(of: request))
    if places.answers?.isRecording == true {
      // An answer of a check that fails is not known to be good.
      guard holdsOtherwise else { return .holds }
      if let refusal = check.refusal(observation) { throw StepProblem("known_good: \(refusal)") }
      if let problem = check.keep(observation) { throw StepProblem("known_good: \(problem)") }
      return .holds
    }
    let recorded: KnownGoodFile?
    do throws(StepProblem) {
      recorded = try await self.recorded(expectation, request, values)
    } catch {
      keep(observation, check, request)
      throw error
    }
    guard let recorded else {
      keep(observation, check, request)
      throw missing(expectation, request)
    }
    guard let mismatch = try check.mismatch(observation, recorded) else {
      return recorded.question == check.question ? .holds : .stale
    }
    keep(observation, check, request)
    return .differs(mismatch)
  }

  /// Keeping is for later: a full disk fails no check. What was asked to see checks fail is nothing to accept.
  private func keep(_ observation: Observation, _ check: KnownGoodCheck, _ request: AttemptRequest) {
    guard request.step.proof == nil, check.refusal(observation) == nil else { return }
    _ = check.keep(observation)
  }

  /// The recorded answer; nil where there is none.
  private func recorded(
    _ expectation: KnownGoodExpectation, _ request: AttemptRequest, _ values: AttemptValues
  ) async throws(StepProblem) -> KnownGoodFile? {
    let bytes: [UInt8]?
    let place: String
    switch expectation.source {
    case .named:
      guard let path = request.step.knownGoodFile else { return nil }
      (bytes, place) = (try BesideAnswer.read(places.planFile(path)), path)
    case .beside(let path):
      let beside = BesideAnswer(
        request: request, values: values, pool: pool, folder: folder(of: request.step.id.runbook),
        scratch: places.work, cancellation: Cancellation())
      makeCancellable(request.attempt, by: beside.cancellation)
      (bytes, place) = try await beside.fetch(path)
    }
    guard let bytes else { return nil }
    do throws(KnownGoodProblem) {
      return try KnownGoodFile.read(bytes, file: place)
    } catch {
      throw StepProblem("known_good: \(error)")
    }
  }

  private func missing(_ expectation: KnownGoodExpectation, _ request: AttemptRequest) -> StepProblem {
    let runbook = runbooks[request.step.id.runbook]?.path ?? request.step.id.runbook.text
    switch expectation.source {
    case .named(let name):
      return StepProblem(
        "no known-good answer named \(name) is recorded; `halfhour known-good record \(runbook)` records it from the live service"
      )
    case .beside(let path):
      return StepProblem(
        "no known-good answer stands beside the backup \(path.text); the backup job calls `halfhour known-good capture \(runbook) --beside PATH`"
      )
    }
  }

  private func question(of request: AttemptRequest) -> String {
    let folder = PathText.folder(of: runbooks[request.step.id.runbook]?.path ?? "")
    return KnownGoodQuestion.digest(of: request.step.step) { fileDigests[PathText.join(folder, $0)] }
  }
}
