/// Work that a person does by hand and reports.
package struct ManualTask: Hashable, Sendable, Decodable {
  package enum FieldType: String, CaseIterable, Sendable, Codable { case text, number, time, file }

  package struct Field: Hashable, Sendable, Decodable {
    package var name: String
    package var type: FieldType

    package init(name: String, type: FieldType) {
      self.name = name
      self.type = type
    }
  }

  package var instructions: SourceText
  package var fields: [Field]
  package var patience: Patience

  package init(instructions: SourceText, fields: [Field] = [], patience: Patience = Patience()) {
    self.instructions = instructions
    self.fields = fields
    self.patience = patience
  }
}

/// A question that people of one role answer with yes or no.
package struct Approval: Hashable, Sendable, Decodable {
  package var by: RoleName
  package var question: SourceText
  /// How many different people must approve.
  package var count: Int
  /// Whether the person who started the run may be one of them.
  package var excludesStarter: Bool
  package var patience: Patience

  package init(
    by role: RoleName, question: SourceText, count: Int = 1, excludesStarter: Bool = false,
    patience: Patience = Patience()
  ) {
    self.by = role
    self.question = question
    self.count = count
    self.excludesStarter = excludesStarter
    self.patience = patience
  }
}

/// A choice that a person makes and later conditions read.
package struct Decision: Hashable, Sendable, Decodable {
  package struct Option: Hashable, Sendable, Decodable {
    package var name: String
    package var about: String?

    package init(name: String, about: String? = nil) {
      self.name = name
      self.about = about
    }
  }

  package struct Fact: Hashable, Sendable, Decodable {
    package var name: String
    package var value: SourceText

    package init(name: String, value: SourceText) {
      self.name = name
      self.value = value
    }
  }

  package var question: SourceText
  package var options: [Option]
  /// What the person should know before choosing.
  package var facts: [Fact]
  package var by: RoleName?
  package var patience: Patience

  package init(
    question: SourceText, options: [Option], facts: [Fact] = [], by role: RoleName? = nil,
    patience: Patience = Patience()
  ) {
    self.question = question
    self.options = options
    self.facts = facts
    self.by = role
    self.patience = patience
  }
}
