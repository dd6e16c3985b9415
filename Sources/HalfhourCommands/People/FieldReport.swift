internal import RunbookModel

/// What a person gave with `--field` and `--attach`, sorted by the fields of the question.
struct FieldReport {
  struct File: Hashable {
    /// Nil for one that no field asked for.
    var field: String?
    var path: String
  }

  private(set) var files: [File] = []
  private var texts: [String: String] = [:]

  var isEmpty: Bool { files.isEmpty && texts.isEmpty }

  /// A file without a field goes to the only field that asks for one and has none.
  init(fields: [ManualTask.Field], texts given: [String], attachments: [String]) throws(CommandFailure) {
    for text in given {
      let (name, value) = try NamedValue.split(text, option: "--field", form: "--field name=value")
      guard let field = fields.first(where: { $0.name == name }) else {
        let names = fields.map(\.name).joined(separator: ", ")
        throw CommandFailure(names.isEmpty ? "nothing is to be reported" : "there is no field \(name), but \(names)")
      }
      guard field.type != .file else {
        files.append(File(field: name, path: value))
        continue
      }
      guard texts.updateValue(value, forKey: name) == nil else { throw CommandFailure("\(name) is given twice") }
    }
    for text in attachments { files.append(Self.file(text, fields)) }
    let open = fields.filter { field in field.type == .file && !files.contains { $0.field == field.name } }
    if open.count == 1, let place = files.firstIndex(where: { $0.field == nil }) { files[place].field = open[0].name }
  }

  private static func file(_ text: String, _ fields: [ManualTask.Field]) -> File {
    for field in fields where field.type == .file && text.hasPrefix("\(field.name)=") {
      return File(field: field.name, path: String(text.dropFirst(field.name.count + 1)))
    }
    return File(field: nil, path: text)
  }

  func text(of field: ManualTask.Field) -> String? { texts[field.name] }

  func path(of field: ManualTask.Field) -> String? { files.first { $0.field == field.name }?.path }

  mutating func add(_ path: String, to field: ManualTask.Field) { files.append(File(field: field.name, path: path)) }

  /// A file's own name.
  static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
