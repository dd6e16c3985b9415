/// JSON of any form, so that another library can write it anew.
indirect enum AnyJSON: Codable {
  case object([String: AnyJSON])
  case array([AnyJSON])
  case text(String)
  case truth(Bool)
  case number(Double)

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let object = try? value.decode([String: AnyJSON].self) {
      self = .object(object)
    } else if let array = try? value.decode([AnyJSON].self) {
      self = .array(array)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let truth = try? value.decode(Bool.self) {
      self = .truth(truth)
    } else {
      self = .number(try value.decode(Double.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .object(let object): try container.encode(object)
    case .array(let array): try container.encode(array)
    case .text(let text): try container.encode(text)
    case .truth(let truth): try container.encode(truth)
    case .number(let number): try container.encode(number)
    }
  }

  /// The members of an object; empty for anything else.
  var members: [String: AnyJSON] { if case .object(let object) = self { object } else { [:] } }

  /// The elements of an array; empty for anything else.
  var elements: [AnyJSON] { if case .array(let array) = self { array } else { [] } }
}
