/// An object with one key: the kind's word, and under it what the kind needs.
extension StepKind: Decodable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Word.self)
    guard let word = container.allKeys.first, container.allKeys.count == 1 else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "a step is of exactly one kind"))
    }
    self =
      switch word {
      case .run: .run(try container.decode(SourceText.self, forKey: word))
      case .copy: .copy(try container.decode(Copy.self, forKey: word))
      case .template: .template(try container.decode(TemplateFile.self, forKey: word))
      case .http: .http(try container.decode(HTTPProbe.self, forKey: word))
      case .tcp: .tcp(try container.decode(TCPProbe.self, forKey: word))
      case .dns: .dns(try container.decode(DNSProbe.self, forKey: word))
      case .sql: .sql(try container.decode(SQLProbe.self, forKey: word))
      case .manual: .manual(try container.decode(ManualTask.self, forKey: word))
      case .approve: .approve(try container.decode(Approval.self, forKey: word))
      case .decide: .decide(try container.decode(Decision.self, forKey: word))
      case .reboot: .reboot(try container.decode(Reboot.self, forKey: word))
      case .wait: .wait(try container.decode(WaitTime.self, forKey: word))
      case .notify: .notify(try container.decode(Notification.self, forKey: word))
      case .isolation: .isolation(try container.decode(TCPProbe.self, forKey: word))
      }
  }
}

extension StepKind.Word: CodingKey {}
