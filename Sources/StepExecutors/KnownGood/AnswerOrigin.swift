internal import Expressions
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// Where an answer came from, as it is shown to people: who was asked, for what, and from where.
struct AnswerOrigin: Sendable {
  let request: AttemptRequest
  let values: AttemptValues

  var text: String {
    let text: String
    switch request.step.step.kind {
    case .run: text = "a script on \(place)"
    case .http(let probe):
      let server = probe.connectTo.map { " at \(filled($0))" } ?? ""
      text = "http \(probe.request.method) \(filled(probe.request.url))\(server), asked from \(place)"
    case .dns(let probe):
      let servers = probe.servers.map(filled).joined(separator: ", ")
      text =
        "dns \(probe.type) \(filled(probe.name)) of \(servers.isEmpty ? "the system's resolver" : servers), asked from \(place)"
    case .sql(let probe):
      let host = probe.host.map { ", server \(filled($0))" } ?? ""
      text = "sql \(probe.engine.rawValue) \(filled(probe.database)) at \(place)\(host)"
    default: text = "\(request.step.step.kindWord.rawValue) at \(place)"
    }
    return Excerpt.line(values.redactor.redacted(text), limit: 300)
  }

  private var place: String { request.destination.map(AddressText.host(of:)) ?? "this machine" }

  /// What has no value now is shown as it is written.
  private func filled(_ text: SourceText) -> String {
    do throws(StepProblem) { return try values.fill(text) } catch { return text.text }
  }
}
