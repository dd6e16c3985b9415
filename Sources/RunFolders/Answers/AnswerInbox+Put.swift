package import RunCore
internal import RunbookModel

extension AnswerInbox {
  /// Asks the run to stop.
  package static func put(_ request: StopRequest, to run: RunFolder) throws(FolderError) {
    for number in 1...1_000 {
      if try put(.stop(request), "stop-\(number)", run) { return }
    }
    throw FolderError("\(run.answers): there are a thousand requests to stop already")
  }

  /// Asks the run to do a command that no runbook holds, and returns the number that it got there; `id` is not looked at.
  ///
  /// Nobody may have the run in hand: then a later session refuses what has waited for too long.
  package static func put(_ request: AdHocRequest, to run: RunFolder) throws(FolderError) -> Int {
    var request = request
    for number in 1...1_000 {
      request.id = number
      if try put(.adHoc(request), "ad-hoc-\(number)", run) { return number }
    }
    throw FolderError("\(run.answers): there are a thousand ad-hoc commands already")
  }

  /// Tells the run something that is no answer, and returns the number that it got there; it reaches an engine that is
  /// down when it resumes.
  ///
  /// Numbers that the run `hasHeard` are passed over: a journal from elsewhere may know some for which there is no file.
  @discardableResult
  package static func tell(
    _ word: RunWord, to run: RunFolder, hasHeard: (Int) -> Bool = { _ in false }
  ) throws(FolderError) -> Int {
    for number in 1...10_000 where !hasHeard(number) {
      if try put(word.message(told: number), "word-\(number)", run) { return number }
    }
    throw FolderError("\(run.answers): there are ten thousand words already")
  }

  /// False where the name is taken.
  static func put(_ message: AnswerMessage, _ name: String, _ run: RunFolder) throws(FolderError) -> Bool {
    let isFirst = try SafeFile.create("\(run.answers)/\(name).json", JSONWriter.bytes(of: message))
    try SafeFolder.sync(run.answers)
    return isFirst
  }
}

/// What people tell a run without being asked.
package enum RunWord: Hashable, Sendable {
  case note(Note)
  case finding(FindingChange)
  case participant(Participation)
  case clock(ClockStamp)
  case signOff(SignOff)

  /// With its number, by which a run that is taken up again knows what it has heard.
  fileprivate func message(told number: Int) -> AnswerMessage {
    switch self {
    case .note(var note):
      note.told = number
      return .note(note)
    case .finding(var change):
      change.told = number
      return .finding(change)
    case .participant(var participation):
      participation.told = number
      return .participant(participation)
    case .clock(var stamp):
      stamp.told = number
      return .clock(stamp)
    case .signOff(var signOff):
      signOff.told = number
      return .signOff(signOff)
    }
  }
}
