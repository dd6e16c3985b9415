/// A report's figures as JSON has them, to be compared one by one.
indirect enum FigureTree: Hashable, Decodable {
  case null
  case truth(Bool)
  case number(Double)
  case text(String)
  case list([FigureTree])
  case map([String: FigureTree])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let map = try? value.decode([String: FigureTree].self) {
      self = .map(map)
    } else if let list = try? value.decode([FigureTree].self) {
      self = .list(list)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let truth = try? value.decode(Bool.self) {
      self = .truth(truth)
    } else {
      self = .number(try value.decode(Double.self))
    }
  }

  /// Of a report: the format of its summary, which says by which rules it was judged.
  var summaryFormat: Int? {
    guard case .map(let report) = self, case .map(let summary)? = report["summary"],
      case .number(let format)? = summary["format"]
    else { return nil }
    return Int(exactly: format)
  }

  /// The value of a map's key; nil where there is none, or this is no map.
  subscript(key: String) -> FigureTree? {
    if case .map(let map) = self { map[key] } else { nil }
  }

  /// How one thing of a list is called, such as a service: by its name, else by its place.
  private func name(_ place: Int) -> String {
    if case .map(let map) = self, case .text(let name)? = map["id"] ?? map["name"] ?? map["step"] { return name }
    return "\(place + 1)"
  }

  private var shown: String {
    switch self {
    case .null: "nothing"
    case .truth(let truth): "\(truth)"
    case .number(let number): "\(number)".hasSuffix(".0") ? "\("\(number)".dropLast(2))" : "\(number)"
    case .text(let text): text.count > 80 ? "\"\(text.prefix(80))…\"" : text
    case .list(let list): "\(list.count) of them"
    case .map: "something"
    }
  }

  /// Where a report differs from what the journal gives, in the order of the names.
  private static func differences(
    _ told: FigureTree?, _ derived: FigureTree?, _ name: String, _ members: [String]
  ) -> [FigureDifference] {
    switch (told, derived) {
    case (let told, let derived) where told == derived: return []
    case (.map(let told)?, .map(let derived)?):
      return Set(told.keys).union(derived.keys).sorted().flatMap { key in
        differences(told[key], derived[key], name.isEmpty ? key : "\(name).\(key)", members + [key])
      }
    case (.list(let told)?, .list(let derived)?) where told.count == derived.count:
      return told.indices.flatMap { differences(told[$0], derived[$0], "\(name)[\(derived[$0].name($0))]", members) }
    default: return [FigureDifference(name: name, members: members, told: told?.shown, derived: derived?.shown)]
    }
  }

  /// The same of a whole report: what is in its summary goes by its name there alone, such as `services[shop].rta`.
  static func differences(report told: FigureTree, _ derived: FigureTree) -> [FigureDifference] {
    guard case .map(var told) = told, case .map(var derived) = derived,
      let summary = told.removeValue(forKey: "summary")
    else { return [FigureDifference(name: "summary", members: ["summary"], told: nil, derived: "something")] }
    return differences(summary, derived.removeValue(forKey: "summary"), "", ["summary"])
      + differences(.map(told), .map(derived), "", [])
  }

  /// A report without what it tells of earlier runs, whose journals are not those of this one; and whether it did.
  var withoutPast: (report: FigureTree, hadPast: Bool) {
    guard case .map(var members) = self else { return (self, false) }
    let past = members.removeValue(forKey: "past")
    return (.map(members), past != nil)
  }

  /// How many figures there are.
  var count: Int {
    switch self {
    case .null: 0
    case .truth, .number, .text: 1
    case .list(let list): list.reduce(0) { $0 + $1.count }
    case .map(let map): map.values.reduce(0) { $0 + $1.count }
    }
  }
}

/// One figure of a report that is not what the journal gives.
struct FigureDifference: Hashable {
  var name: String
  /// The keys that lead to it from the report's outermost object on, without places in lists.
  var members: [String]
  /// Nil where the report does not have it.
  var told: String?
  /// Nil where nothing of the kind follows from the journal.
  var derived: String?

  var text: String {
    switch (told, derived) {
    case (let told?, let derived?): "\(name): the report says \(told), the journal gives \(derived)"
    case (let told?, nil): "\(name): the report says \(told), of which the journal gives nothing"
    case (nil, let derived?): "\(name): the report leaves out what the journal gives: \(derived)"
    case (nil, nil): name
    }
  }
}
