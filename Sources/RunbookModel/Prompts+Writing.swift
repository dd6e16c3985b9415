extension ManualTask: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("fields", fields)
      json.member("instructions", instructions)
      json.member("patience", patience)
    }
  }
}

extension ManualTask.Field: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("name", name)
      json.member("type", type)
    }
  }
}

extension ManualTask.FieldType: JSONWritable {}

extension Approval: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("by", by)
      json.member("count", count)
      json.member("excludesStarter", excludesStarter)
      json.member("patience", patience)
      json.member("question", question)
    }
  }
}

extension Decision: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("by", ifAny: by)
      json.member("facts", facts)
      json.member("options", options)
      json.member("patience", patience)
      json.member("question", question)
    }
  }
}

extension Decision.Option: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("about", ifAny: about)
      json.member("name", name)
    }
  }
}

extension Decision.Fact: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("name", name)
      json.member("value", value)
    }
  }
}
