package import RunbookModel

extension HostContact: JSONWritable {
  package func write(to json: inout JSONWriter) { json.object { writeMembers(to: &$0) } }

  func writeMembers(to json: inout JSONWriter) {
    json.member("boot", boot)
    json.member("clockOffset", clockOffset)
    json.member("destination", destination)
    json.member("fingerprint", fingerprint)
    json.member("host", host)
    json.member("jobFolders", jobFolders)
    json.member("key", key)
    json.member("system", system)
    json.member("trust", trust)
  }
}

extension KeyTrust: JSONWritable {}
