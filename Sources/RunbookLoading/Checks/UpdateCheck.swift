internal import RunbookModel

/// What a site can say wrongly of its channels, and of what they are told.
enum UpdateCheck {
  static func check(_ draft: SiteDraft) -> [Diagnostic] {
    channels(draft.site) + updates(draft)
  }

  private static func channels(_ site: Site) -> [Diagnostic] {
    site.channels.flatMap { channel -> [Diagnostic] in
      switch channel.way {
      case .webhook: []
      case .command(let words):
        words.first.map { $0.isEmpty } ?? true
          ? [
            Diagnostic(
              .error, "channel \"\(channel.name)\" names no program", at: channel.location,
              hint: "write it as a list, such as `command: [/usr/local/bin/tell, managers]`")
          ] : []
      case .email(let addresses):
        addresses.filter { !isAddress($0) }.map { address in
          Diagnostic(
            .error, "\"\(address)\" is no address for mail", at: channel.location,
            hint: "write it as name@host, alone, such as ruth@example.org; a mailbox of this machine is root@localhost")
        }
      }
    }
  }

  /// Not what standards allow, but what people have; above all nothing that would be more than one address.
  static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, let name = parts.first, let host = parts.last, !name.isEmpty, !host.isEmpty else {
      return false
    }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    return text.unicodeScalars.allSatisfy {
      $0.value > 32 && $0.value != 127 && !"<>,;:()\"\\[]".unicodeScalars.contains($0)
    }
      && labels.allSatisfy { !$0.isEmpty } && name.first != "-"
  }

  private static func updates(_ draft: SiteDraft) -> [Diagnostic] {
    guard let reader = draft.updates, let rules = draft.site.updates else { return [] }
    var diagnostics: [Diagnostic] = []
    if draft.site.channels.isEmpty {
      diagnostics.append(
        Diagnostic(
          .error, "the site has updates but no channel, so nobody would be told", at: reader.location,
          hint: "name one under `channels`, such as `managers: { email: ruth@example.org }`"))
    }
    for key in ["every", "spacing", "remind"] {
      guard let time = reader.duration(key), time == .zero, let text = reader.text(key) else { continue }
      diagnostics.append(Diagnostic(.error, "`\(key)` must be longer than nothing", at: text.start))
    }
    if let every = rules.every, every > .zero, every < rules.spacing, let text = reader.text("every") {
      diagnostics.append(
        Diagnostic(
          .error,
          "`every` is shorter than `spacing`, the least time between two messages, which is "
            + rules.spacing.runbookText, at: text.start))
    }
    return diagnostics
  }
}
