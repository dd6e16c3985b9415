internal import RunCore
internal import RunbookModel

/// How old restored data are, as a cell of a table has it.
extension Phrasebook {
  /// Below zero the backup was made after the disruption.
  func age(_ age: Duration) -> String {
    age < .zero ? say("made \(short(age.magnitude)) after the disruption") : short(age)
  }

  /// The same of a service, with a word where nothing measured it; nil where nobody knows.
  func age(of service: ServiceSummary) -> String? {
    guard let age = service.rpa.map(age) else { return nil }
    return service.said(.dataFrom)?.counts == true ? say("\(age), as somebody said") : age
  }
}
