internal import RunbookModel

extension KindDecoder {
  static func manual(_ reader: MappingReader) -> ManualTask? {
    guard let instructions = reader.text("do") else { return nil }
    let fields = reader.entries("fields").compactMap { entry in
      entry.text.flatMap { ManualTask.FieldType(rawValue: $0.text) }.map {
        ManualTask.Field(name: entry.name.text, type: $0)
      }
    }
    return ManualTask(instructions: instructions, fields: fields, patience: patience(reader))
  }

  static func approval(_ reader: MappingReader) -> Approval? {
    guard let by = reader.string("by"), let question = reader.text("question") else { return nil }
    return Approval(
      by: RoleName(by), question: question, count: reader.count("count") ?? 1,
      excludesStarter: reader.flag("excludes_starter"), patience: patience(reader))
  }

  static func decision(_ reader: MappingReader) -> Decision? {
    guard let question = reader.text("question"), reader.has("options") else { return nil }
    let named = reader.entries("options").map { Decision.Option(name: $0.name.text, about: $0.text?.text) }
    let bare = reader.strings("options").map { Decision.Option(name: $0) }
    let facts = reader.entries("facts").compactMap { entry in
      entry.text.map { Decision.Fact(name: entry.name.text, value: $0) }
    }
    return Decision(
      question: question, options: named.isEmpty ? bare : named, facts: facts,
      by: reader.string("by").map { RoleName($0) }, patience: patience(reader, choosing: true))
  }

  private static func patience(_ reader: MappingReader, choosing: Bool = false) -> Patience {
    let silence = reader.string("on_timeout").map { word -> Silence in
      switch word {
      case "fail": .fail
      case _ where choosing: .choose(word)
      case "skip": .skip
      default: .approve
      }
    }
    return Patience(contact: reader.string("contact"), remind: reader.duration("remind"), onTimeout: silence)
  }

  static func notification(_ reader: MappingReader) -> Notification? {
    guard let channel = reader.string("channel"), let message = reader.text("message") else { return nil }
    return Notification(channel: ChannelName(channel), message: message)
  }
}
