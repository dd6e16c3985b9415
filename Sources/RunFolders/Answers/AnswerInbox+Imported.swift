internal import RunCore

extension AnswerInbox {
  /// Under which name a file of an archive's `answers` is kept here: its own where the journal has heard it, or it is
  /// none that a run reads.
  ///
  /// Everything else gets a name that no run reads: an archive must not say anything that its journal doesn't.
  static func keptName(of file: EvidenceFiles.File, in state: RunState) -> String {
    let name = String(file.name.dropFirst(folderName.count + 1))
    guard file.name.hasPrefix(folderName + "/"), !name.contains("/"), name.hasSuffix(".json") else { return file.name }
    return hasHeard(file.path, named: name, in: state) ? file.name : asideName(of: file)
  }

  /// A name beside its own that no run reads.
  static func asideName(of file: EvidenceFiles.File) -> String {
    "\(folderName)/imported-\(file.name.dropFirst(folderName.count + 1)).txt"
  }

  static let folderName = "answers"

  private static func hasHeard(_ path: String, named name: String, in state: RunState) -> Bool {
    switch read(path) {
    case .noted(let word): return hasHeard(word.told, name, state)
    case .findingChanged(let word): return hasHeard(word.told, name, state)
    case .participantNoted(let word): return hasHeard(word.told, name, state)
    case .clockStamped(let word): return hasHeard(word.told, name, state)
    case .signedOff(let word): return hasHeard(word.told, name, state)
    case .answered(let answer): return state.prompts.contains { $0.prompt.number == answer.prompt && !$0.isOpen }
    case .adHocRequested(let request): return state.adHoc.contains { $0.request.id == request.id }
    default: return false
    }
  }

  private static func hasHeard(_ told: Int?, _ name: String, _ state: RunState) -> Bool {
    guard let told else { return false }
    return name == "word-\(told).json" && state.hasHeard(told)
  }
}
