extension Patience: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("contact", ifAny: contact)
      json.member("onTimeout", ifAny: onTimeout)
      json.member("remind", ifAny: remind)
    }
  }
}

/// `"fail"`, `"skip"`, `"approve"`, or `"choose:OPTION"`.
extension Silence: JSONWritable {
  private static let choosing = "choose:"

  package func write(to json: inout JSONWriter) {
    switch self {
    case .fail: json.text("fail")
    case .skip: json.text("skip")
    case .approve: json.text("approve")
    case .choose(let option): json.text(Self.choosing + option)
    }
  }
}

extension Silence: Decodable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    switch text {
    case "fail": self = .fail
    case "skip": self = .skip
    case "approve": self = .approve
    case _ where text.hasPrefix(Self.choosing): self = .choose(String(text.dropFirst(Self.choosing.count)))
    default: throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no silence")
    }
  }
}
