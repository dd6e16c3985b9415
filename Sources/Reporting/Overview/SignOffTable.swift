internal import RunCore
internal import RunbookModel
internal import Templates

/// Who stands for the record and as what; where nobody does yet there is room to sign by hand.
struct SignOffTable {
  let summary: RunSummary
  let look: ReportLook
  let format: ReportFormat

  private var say: Phrasebook { look.say }

  var values: [String: TemplateValue] {
    [
      "hasSignOff": .bool(true), "signOffs": .list(SignOff.Role.allCases.flatMap(rows)),
      "signOffNote": .string(
        summary.verdict == nil ? say("A record can be signed off as soon as the run is over.") : note),
      "signOffWords": .map([
        "title": .string(say("Sign-off")), "role": .string(say("As")), "who": .string(say("Who")),
        "when": .string(say("When")), "remark": .string(say("Remark")), "key": .string(say("Signature")),
        "hand": .string(say("Name, date, signature")),
      ]),
    ]
  }

  private var note: String {
    say(
      "Prepared: wrote the record up. Reviewed: read it and found it right. Acknowledged: took note of it for those who answer for the company."
    )
  }

  /// Everybody who signed in that role; the last word counts, and room is left where it is of an earlier record.
  private func rows(_ role: SignOff.Role) -> [TemplateValue] {
    let signed = summary.signOffs.enumerated().filter { $0.element.word.role == role }
    let isSigned = summary.currentSignOffs.contains { $0.word.role == role }
    return signed.map { place, dated in
      let isLast = place == signed.last?.offset
      let isOutdated = place < summary.outdatedSignOffs ?? 0
      let remark = [
        dated.word.remark, isOutdated ? say("of an earlier record") : nil, isLast ? nil : say("signed again since"),
      ].compactMap { $0 }
      return .map([
        "role": .string(say.word(role)), "isOpen": .bool(false),
        "who": .string(CellText.fit(dated.word.by.words(say), for: format, most: CellText.mostOfName)),
        "when": .string(look.time(dated.at.wall)),
        "remark": .string(CellText.fit(remark.joined(separator: " · "), for: format, most: 300)),
        "noRemark": .string(remark.isEmpty ? "blank" : ""),
        "key": .string(dated.word.signature == nil ? say("by word, without a key") : say("signed with an SSH key")),
      ])
    } + (isSigned ? [] : [room(role)])
  }

  private func room(_ role: SignOff.Role) -> TemplateValue {
    .map([
      "role": .string(say.word(role)), "isOpen": .bool(true), "who": .string(""), "when": .string(""),
      "remark": .string(""), "key": .string(""),
    ])
  }
}
