internal import RunCore
internal import RunbookModel

/// Reads what a person gives for a field, and says what is wrong with it.
enum FieldReading {
  /// The value as it is recorded: a time with its date and offset, a number and a text without blanks around them.
  static func value(
    _ text: String, of field: ManualTask.Field, now: WallTime = SystemClock().now().wall
  ) throws(CommandFailure) -> String {
    let text = trimmed(text)
    guard !text.isEmpty else { throw CommandFailure("\(field.name) is empty") }
    switch field.type {
    case .text, .file: return text
    case .number:
      if let problem = field.type.objection(to: text) { throw CommandFailure("\(field.name): \(problem)") }
      return text
    case .time:
      let time: WallTime?
      do throws(CommandFailure) {
        time = try ClockTime(now: now).read(text)
      } catch {
        throw CommandFailure("\(field.name): \(error.message)")
      }
      guard let time else { throw CommandFailure("\(field.name): unknown is no time; leave it to whoever knows") }
      return time.text(fractionDigits: 0)
    }
  }

  /// What a person is shown who is asked for one.
  static func hint(_ type: ManualTask.FieldType) -> String {
    switch type {
    case .text: "text"
    case .number: "a number"
    case .time: "a time such as 02:47"
    case .file: "the path of a file"
    }
  }

  static func trimmed(_ text: String) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
