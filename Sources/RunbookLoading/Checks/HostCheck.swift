internal import Expressions
internal import RunbookModel

/// Ends of a copy that name an unknown host, and writes to hosts that are only read from.
enum HostCheck {
  /// Nothing is known of hosts without a site.
  static func check(_ step: Step, in context: CheckContext) -> [Diagnostic] {
    guard step.kindWord == .copy || step.kindWord == .template, let site = context.site else { return [] }
    return check(step, in: site)
  }

  private static func check(_ step: Step, in site: Site) -> [Diagnostic] {
    switch step.kind {
    case .copy(let copy):
      return [copy.from, copy.to].flatMap { unknown($0, in: site) }
        + written(host(of: copy.to), at: copy.to.start, by: "copy", in: site)
    case .template(let template): return written(step.on?.text, at: template.to.start, by: "template", in: site)
    default: return []
    }
  }

  /// As `scp` reads it: what stands before the first colon, unless a slash or a value comes first.
  private static func host(of end: SourceText) -> String? {
    guard let colon = end.text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = String(end.text[..<colon])
    return NameRule.isName(name) ? name : nil
  }

  private static func unknown(_ end: SourceText, in site: Site) -> [Diagnostic] {
    guard let name = host(of: end), !site.hosts.contains(where: { $0.name.text == name }) else { return [] }
    let hint =
      Suggestion.hint(for: name, among: site.hosts.map(\.name.text))
      ?? "name it under `hosts` in site.yaml; a path on this machine that holds a colon begins with `./` or `/`"
    return [Diagnostic(.error, "the site has no host \"\(name)\"", at: end.start, hint: hint)]
  }

  private static func written(
    _ host: String?, at location: SourceLocation, by word: String, in site: Site
  ) -> [Diagnostic] {
    guard let address = site.hosts.first(where: { $0.name.text == host })?.address(in: Host.WellKnownSet.both.rawValue)
    else { return [] }
    return [
      Diagnostic(
        .error, "`\(word)` would write to host \"\(host ?? "")\", which is the same in every mode and only read from",
        at: location, hint: "write elsewhere, or give the host a `drill` and a `spare` address",
        notes: [.init("its address for both modes stands here", at: address.location)])
    ]
  }
}
