internal import RunbookModel

extension RunOpening: Decodable {
  private enum Key: String, CodingKey {
    case carried, folder, format, mode, planHash, reportedBy, run, severity, startedBy, version
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    self.init(
      run: try values.decode(RunID.self, forKey: .run), mode: try values.decode(RunMode.self, forKey: .mode),
      severity: try values.decodeIfPresent(Severity.self, forKey: .severity),
      planHash: try values.decode(String.self, forKey: .planHash),
      startedBy: try values.decode(Operator.self, forKey: .startedBy),
      version: try values.decode(String.self, forKey: .version),
      folder: try values.decode(String.self, forKey: .folder),
      reportedBy: try values.decodeIfPresent(String.self, forKey: .reportedBy), carried: try values.list(.carried))
    format = try values.decode(Int.self, forKey: .format)
  }

  func writeMembers(to json: inout JSONWriter) {
    json.member("carried", ifFilled: carried)
    json.member("folder", folder)
    json.member("format", format)
    json.member("mode", mode)
    json.member("planHash", planHash)
    json.member("reportedBy", ifAny: reportedBy)
    json.member("run", run)
    json.member("severity", ifAny: severity)
    json.member("startedBy", startedBy)
    json.member("version", version)
  }
}
