internal import KnownGood
internal import RecoveryPlanning
internal import RunbookModel

/// What differs between the recorded answer of a check and another.
struct AnswerDifference {
  let check: StepID
  /// Nil where the answer belongs to a backup.
  let path: String?
  let text: String
  let differs: Bool

  init(check: StepID, path: String?, text: String, differs: Bool) {
    (self.check, self.path, self.text, self.differs) = (check, path, text, differs)
  }

  init(_ check: PlannedCheck, at path: String?, observed: KnownGoodFile) {
    var (text, differs) = ("its answer stands beside the backup, and is compared in a run", true)
    if let path {
      switch AnswerShelf.read(path) {
      case .nothing: text = "no known-good answer is recorded"
      case .broken(let problem): text = problem.description
      case .file(let recorded):
        let difference = check.difference(recorded: recorded, observed: observed)
        differs = difference != nil
        text = difference ?? "equal to what was recorded on \(recorded.day)"
        if recorded.question != observed.question { text += "\nthe recorded answer is older than its check" }
      }
    }
    self.init(check: check.step.id, path: path, text: text, differs: differs)
  }

  var lines: [String] { ["\(check):"] + AnswerWording.indented(text) }
}

extension AnswerDifference: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("check", check.description)
      json.member("difference", text)
      json.member("differs", differs)
      json.member("path", ifAny: path)
    }
  }
}
