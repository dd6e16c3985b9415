/// Damage that `drill --prove` does on purpose to a rebuilt service, to see which checks notice.
package struct Break: Hashable, Sendable {
  /// A `run` step that does the damage.
  package var damage: Step
  /// A script that takes the damage back, with the same host, files and values.
  package var mend: SourceText

  package init(damage: Step, mend: SourceText) {
    self.damage = damage
    self.mend = mend
  }

  package var id: StepName { damage.id }
}
