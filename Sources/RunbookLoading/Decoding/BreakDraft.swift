internal import RunbookModel

/// A break as far as it could be decoded: the step that does the damage, and the script that takes it back.
struct BreakDraft: Sendable {
  let damage: StepDraft
  let mend: SourceText?

  static func decode(_ reader: MappingReader) -> BreakDraft {
    BreakDraft(damage: StepDecoder.decode(reader, phase: .accept), mend: reader.text("mend"))
  }

  var damageAndMend: Break? { mend.map { Break(damage: damage.step, mend: $0) } }
}
