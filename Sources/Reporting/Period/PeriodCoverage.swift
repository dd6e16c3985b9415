package import RecoveryPlanning
package import RunCore
package import RunbookModel

/// What a site's runbooks hold, against what was ever carried out.
package struct PeriodCoverage: Hashable, Sendable {
  package struct Step: Hashable, Sendable {
    package var id: StepID
    package var title: String
    /// Nil where it never was.
    package var last: WallTime?
    /// Why a drill leaves it out.
    package var leftOut: PlannedExclusion?

    package init(id: StepID, title: String, last: WallTime? = nil, leftOut: PlannedExclusion? = nil) {
      self.id = id
      self.title = title
      self.last = last
      self.leftOut = leftOut
    }
  }

  package struct Book: Hashable, Sendable {
    package var path: String
    package var service: String?
    package var steps: [Step]
    /// Why it can't be carried out at all.
    package var problem: String?

    package init(path: String, service: String? = nil, steps: [Step] = [], problem: String? = nil) {
      self.path = path
      self.service = service
      self.steps = steps
      self.problem = problem
    }

    var isExercised: Bool { steps.contains { $0.last != nil } }
  }

  package var books: [Book]
  /// What was carried out last before this is too long ago; nil where nobody said how often to drill.
  package var limit: WallTime?

  package init(books: [Book], limit: WallTime? = nil) {
    self.books = books
    self.limit = limit
  }

  /// Runbooks of which no step was ever carried out.
  var untouched: [Book] { books.filter { $0.problem == nil && !$0.isExercised } }

  var broken: [Book] { books.filter { $0.problem != nil } }

  /// Steps of the other runbooks that a drill doesn't leave out, and that were never carried out or too long ago; what
  /// was left longest comes first.
  var stale: [Step] {
    let steps = books.filter(\.isExercised).flatMap(\.steps).filter { $0.leftOut == nil && !isFresh($0) }
    let never = WallTime(nanoseconds: .min)
    return steps.enumerated().sorted { left, right in
      let (one, other) = (left.element.last ?? never, right.element.last ?? never)
      return one == other ? left.offset < right.offset : one < other
    }.map(\.element)
  }

  var leftOut: [Step] { books.filter { $0.problem == nil }.flatMap(\.steps).filter { $0.leftOut != nil } }

  var exercisable: [Step] { books.flatMap(\.steps).filter { $0.leftOut == nil } }

  func isFresh(_ step: Step) -> Bool {
    guard let last = step.last else { return false }
    return limit.map { last >= $0 } ?? true
  }
}
