package import RunbookModel

extension WallTime: JSONWritable {
  package func write(to json: inout JSONWriter) { json.text(description) }
}

extension Uptime: JSONWritable {
  package func write(to json: inout JSONWriter) { json.text(text) }
}

extension Stamp: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("uptime", uptime)
      json.member("wall", wall)
    }
  }
}

extension Moment: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("elapsed", elapsed)
      json.member("wall", wall)
    }
  }
}
