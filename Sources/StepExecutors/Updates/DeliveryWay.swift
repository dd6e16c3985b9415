internal import RecoveryPlanning
package import RunCore
package import RunbookModel

/// What every way to people needs to know of the run and of this machine.
package struct DeliverySettings: Sendable {
  package var run: RunID
  package var mode: RunMode
  /// The site's folder, absolute; paths of channels are read from there.
  package var folder: String
  package var environment: [String: String]
  /// For the names of mails.
  package var machine: String

  package init(run: RunID, mode: RunMode, folder: String, environment: [String: String], machine: String) {
    self.run = run
    self.mode = mode
    self.folder = folder
    self.environment = environment
    self.machine = machine
  }
}

/// One try to deliver a message, by whatever way the channel is reached.
struct DeliveryWay: Sendable {
  let channel: PlannedChannel
  let settings: DeliverySettings
  let patience: DeliveryPatience

  func deliver(_ message: UpdateMessage) async throws(DeliveryProblem) {
    switch channel.way {
    case .webhook(let source):
      try await WebhookDelivery(channel: channel.name, source: source, settings: settings, bound: patience.webhook)
        .post(message.text)
    case .email(let addresses): try await mail(message, to: addresses)
    case .command(let words): try await command(words, message)
    }
  }

  private func mail(_ message: UpdateMessage, to addresses: [String]) async throws(DeliveryProblem) {
    guard let program = ProgramSearch.sendmail(settings.environment) else {
      throw DeliveryProblem(
        words: "there is no sendmail on this machine, neither in PATH nor as /usr/sbin/sendmail; install one, or "
          + "print the text with: halfhour watch \(settings.run) --say", isFinal: true)
    }
    let text = MailText(
      to: addresses, subject: message.subject, body: message.text, date: message.written,
      identity: "\(settings.run).\(channel.name).\(String(UInt64.random(in: 0...UInt64.max), radix: 36))",
      machine: settings.machine)
    let sendmail = MessageProgram(
      words: [program, "-t", "-i"], folder: "/", environment: environment(of: message), bound: patience.program)
    try await sendmail.run(input: Array(text.text.utf8), lastingFaults: [64, 65, 67, 126, 127])
  }

  private func command(_ words: [String], _ message: UpdateMessage) async throws(DeliveryProblem) {
    guard let first = words.first else {
      throw DeliveryProblem(words: "the command of \(channel.name) names no program", isFinal: true)
    }
    let found =
      first.contains("/")
      ? PathText.resolve(first, in: settings.folder) : ProgramSearch.find(first, settings.environment)
    guard let found, ProgramSearch.isProgram(found) else {
      throw DeliveryProblem(words: "there is no program \(first) that can be started", isFinal: true)
    }
    let program = MessageProgram(
      words: [found] + words.dropFirst(), folder: settings.folder, environment: environment(of: message),
      bound: patience.program)
    try await program.run(input: Array(message.text.utf8), lastingFaults: [126, 127])
  }

  private func environment(of message: UpdateMessage) -> [String: String] {
    settings.environment.merging([
      "HALFHOUR_RUN": settings.run.text, "HALFHOUR_MODE": settings.mode.rawValue,
      "HALFHOUR_EVENT": message.about.joined(separator: ", "),
    ]) { _, own in own }
  }
}
