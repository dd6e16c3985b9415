internal import Expressions
internal import RunbookModel

/// Hosts, services, roles and channels that the site doesn't know.
enum MentionCheck {
  static func check(_ mentions: [Mention], in site: Site?, siteIsMissing: Bool = false) -> [Diagnostic] {
    guard let site else { return [] }
    let known = Dictionary(uniqueKeysWithValues: Mention.Kind.allCases.map { ($0, names(of: $0, in: site)) })
    return mentions.compactMap { mention in
      let candidates = known[mention.kind] ?? []
      guard !candidates.contains(mention.name) else { return nil }
      let hint =
        siteIsMissing
        ? "there is no site.yaml in the runbook's folder or above it"
        : Suggestion.hint(for: mention.name, among: candidates) ?? mention.kind.hint
      return Diagnostic(.error, mention.kind.unknown(mention.name), at: mention.location, hint: hint)
    }
  }

  private static func names(of kind: Mention.Kind, in site: Site) -> [String] {
    switch kind {
    case .host: site.hosts.map(\.name.text)
    case .service: site.services.map(\.name.text)
    case .role: site.people.flatMap(\.roles).map(\.text)
    case .channel: site.channels.map(\.name.text)
    case .vendor: site.vendors.map(\.key)
    }
  }
}

extension Mention.Kind {
  fileprivate func unknown(_ name: String) -> String {
    self == .role ? "nobody has the role \"\(name)\"" : "the site has no \(rawValue) \"\(name)\""
  }

  fileprivate var hint: String {
    self == .role ? "give it to somebody under `people` in site.yaml" : "name it under `\(rawValue)s` in site.yaml"
  }
}
