package import RunbookModel

extension ProofSummary: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("breaks", breaks)
      json.member("breaksThere", breaksThere)
      json.member("checks", checks)
    }
  }
}

extension SeenCheck: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("check", check)
      json.member("duration", ifAny: duration)
      json.member("message", ifAny: message)
      json.member("result", result)
      json.member("started", ifAny: started)
      json.member("title", title)
    }
  }
}

extension BreakSummary: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("id", id)
      json.member("isMended", isMended)
      json.member("mendMessage", ifAny: mendMessage)
      json.member("message", ifAny: message)
      json.member("result", result)
      json.member("title", title)
      json.member("trials", trials)
    }
  }
}

extension BreakTrial: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("check", check)
      json.member("message", ifAny: message)
      json.member("result", result)
    }
  }
}

extension SeenCheck.Result: JSONWritable {}
extension BreakSummary.Result: JSONWritable {}
extension BreakTrial.Result: JSONWritable {}
