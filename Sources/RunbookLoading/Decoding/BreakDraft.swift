internal import RunbookModel

/// A break as far as it could be decoded: the step that does the damage, and the script that takes it back.
struct BreakDraft: Sendable {
  let damage: StepDraft
  let mend: SourceText?

  static func decode(_ reader: MappingReader) -> BreakDraft {
    // What only a step may have was refused, so that it is absent here.
    let damage = StepDecoder.decode(reader.reading(as: StepFormat.step), phase: .accept)
    return BreakDraft(damage: damage, mend: reader.text("mend"))
  }

  var damageAndMend: Break? { mend.map { Break(damage: damage.step, mend: $0) } }
}
