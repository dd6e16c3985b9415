internal import RunCore
internal import RunbookModel

extension EventText {
  static func changed(_ amendment: Amendment, _ state: borrowing RunState) -> String {
    let left =
      switch amendment.change {
      case .startsFrom: ", and \(state.leftOutByStart.count) steps before it are left out"
      case .step, .input: ""
      }
    return "\(amendment.change.words)\(left), on the word of \(amendment.by)" + because(amendment.reason)
  }

  static func reopened(_ reopening: Reopening) -> String {
    let what = reopening.purpose == .cleanup ? "its cleanup goes on" : "what it did is taken back"
    return "the run is taken up again: \(what), on the word of \(reopening.by)" + because(reopening.reason)
  }

  private static func because(_ reason: String?) -> String { reason.map { " (\($0))" } ?? "" }
}
