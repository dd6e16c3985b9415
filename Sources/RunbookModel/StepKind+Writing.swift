extension StepKind: JSONWritable {
  /// The keys are those of `Word`.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      switch self {
      case .run(let script): json.member("run", script)
      case .copy(let copy): json.member("copy", copy)
      case .template(let template): json.member("template", template)
      case .http(let probe): json.member("http", probe)
      case .tcp(let probe): json.member("tcp", probe)
      case .dns(let probe): json.member("dns", probe)
      case .sql(let probe): json.member("sql", probe)
      case .manual(let task): json.member("manual", task)
      case .approve(let approval): json.member("approve", approval)
      case .decide(let decision): json.member("decide", decision)
      case .reboot(let reboot): json.member("reboot", reboot)
      case .wait(let time): json.member("wait", time)
      case .notify(let notification): json.member("notify", notification)
      case .isolation(let probe): json.member("isolation", probe)
      }
    }
  }
}

extension Copy: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("from", from)
      json.member("mode", ifAny: mode)
      json.member("to", to)
    }
  }
}

extension TemplateFile: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("from", from)
      json.member("mode", ifAny: mode)
      json.member("to", to)
    }
  }
}

extension Reboot: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { $0.member("backWithin", ifAny: backWithin) }
  }
}

extension WaitTime: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { $0.member("duration", duration) }
  }
}

extension Notification: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("channel", channel)
      json.member("message", message)
    }
  }
}
